// <secure-image src="api/…" alt="…">: an image that needs the bearer token, loaded when it comes near the screen.
import { authorized } from './session.js';

const kept = new Map();
const keepAtMost = 48;

const nearby = new IntersectionObserver(entries => {
  for (const entry of entries) {
    if (entry.isIntersecting) {
      entry.target.show();
    }
  }
}, { rootMargin: '300px' });

class SecureImage extends HTMLElement {
  static observedAttributes = ['src', 'alt'];

  connectedCallback() {
    nearby.observe(this);
  }

  disconnectedCallback() {
    nearby.unobserve(this);
    this.shown = null;
  }

  attributeChangedCallback(name) {
    const image = this.querySelector('img');
    if (name === 'alt' && image) {
      image.alt = this.getAttribute('alt') ?? '';
    } else if (name === 'src' && this.isConnected) {
      this.shown = null;
      nearby.unobserve(this);
      nearby.observe(this);
    }
  }

  async show() {
    const src = this.getAttribute('src');
    if (!src || this.shown === src) {
      return;
    }
    this.shown = src;
    this.dataset.state = 'loading';
    try {
      const url = await load(src);
      if (this.shown !== src) {
        return;
      }
      const image = this.querySelector('img') ?? this.appendChild(document.createElement('img'));
      image.alt = this.getAttribute('alt') ?? '';
      image.draggable = false;
      image.src = url;
      await image.decode();
      if (this.shown === src) {
        this.dataset.state = 'ready';
        this.dispatchEvent(new CustomEvent('shown', { bubbles: true }));
      }
    } catch {
      if (this.shown === src) {
        this.shown = null;
        this.dataset.state = 'failed';
        this.querySelector('img')?.remove();
        this.dispatchEvent(new CustomEvent('shown', { bubbles: true }));
      }
    }
  }
}

async function load(src) {
  const known = kept.get(src);
  if (known) {
    kept.delete(src);
    kept.set(src, known);
    return known;
  }
  const response = await authorized(src);
  if (!response.ok) {
    throw new Error(`image answered ${response.status}`);
  }
  const url = URL.createObjectURL(await response.blob());
  kept.set(src, url);
  for (const [key, old] of kept) {
    if (kept.size <= keepAtMost) {
      break;
    }
    kept.delete(key);
    URL.revokeObjectURL(old);
  }
  return url;
}

export function clear() {
  for (const url of kept.values()) {
    URL.revokeObjectURL(url);
  }
  kept.clear();
}

if (!customElements.get('secure-image')) {
  customElements.define('secure-image', SecureImage);
}
