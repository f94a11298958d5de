// Files come by drag and drop, folders too, and from the clipboard.
let take = null;
let depth = 0;
let accepting = false;

// Who may add nothing is shown that at once; the browser must not open what they drop in place of the app.
export function accept(may) {
  accepting = may;
}

export function listen(taker) {
  take = taker;
  addEventListener('dragenter', onDragEnter);
  addEventListener('dragover', onDragOver);
  addEventListener('dragleave', onDragLeave);
  addEventListener('drop', onDrop);
  addEventListener('paste', onPaste);
}

function carriesFiles(event) {
  return event.dataTransfer?.types?.includes('Files') ?? false;
}

function onDragEnter(event) {
  if (carriesFiles(event)) {
    event.preventDefault();
    depth++;
    document.documentElement.classList.toggle('dd-dragging', accepting);
  }
}

function onDragOver(event) {
  if (carriesFiles(event)) {
    event.preventDefault();
    event.dataTransfer.dropEffect = accepting ? 'copy' : 'none';
  }
}

function onDragLeave(event) {
  if (carriesFiles(event) && --depth <= 0) {
    endDrag();
  }
}

async function onDrop(event) {
  if (!carriesFiles(event)) {
    return;
  }
  event.preventDefault();
  endDrag();
  if (!accepting) {
    return;
  }
  // Entries must be taken before the first await, the list is emptied after the event.
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const found = [];
  for (const entry of entries) {
    await collect(entry, found);
  }
  take(found);
}

function endDrag() {
  depth = 0;
  document.documentElement.classList.remove('dd-dragging');
}

async function collect(entry, found) {
  if (!entry) {
    return;
  }
  if (entry instanceof File) {
    found.push(entry);
  } else if (entry.isFile) {
    found.push(await new Promise((resolve, reject) => entry.file(resolve, reject)));
  } else if (entry.isDirectory) {
    const reader = entry.createReader();
    // readEntries gives at most a hundred at a time.
    for (;;) {
      const batch = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
      if (batch.length === 0) {
        return;
      }
      for (const child of batch) {
        await collect(child, found);
      }
    }
  }
}

function onPaste(event) {
  const pasted = [...(event.clipboardData?.files ?? [])];
  if (pasted.length > 0 && accepting) {
    event.preventDefault();
    take(pasted);
  }
}
