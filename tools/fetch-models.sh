#!/bin/sh
# Fetches the neural reading models (PP-OCRv6 small, Apache-2.0) into .tools/models or $DD_MODELS.
# Without them pictures of pages are read by tesseract. PIP_FIND_LINKS and PIP_INDEX_URL are honoured by pip itself.
set -eu

here=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
target=${DD_MODELS:-"$here/.tools/models"}
detection=090f04abcd9d9a7498bc4ebf677e4cb9bdce1fe4197ddb7e529f1ef44e1ff94f
recognition=6f327246b50388f3c176ae304bd95767ea6dc0c9ae92153ef8cbe210b3c14884

whole() {
  [ -f "$target/$1" ] && [ "$(sha256sum "$target/$1" | cut -d' ' -f1)" = "$2" ]
}

if whole PP-OCRv6_det_small.onnx "$detection" && whole PP-OCRv6_rec_small.onnx "$recognition"; then
  echo "Reading models are there: $target"
  exit 0
fi

command -v pip >/dev/null 2>&1 || { echo "Reading models not fetched: pip is missing; tesseract is used instead."; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! pip download --quiet --no-deps --only-binary :all: --dest "$work" rapidocr==3.10.0 >"$work/log" 2>&1; then
  echo "Reading models not fetched: pip cannot get rapidocr 3.10.0; tesseract is used instead."
  exit 0
fi

mkdir -p "$target"
python3 - "$work" "$target" <<'PY'
import glob, os, sys, zipfile
work, target = sys.argv[1:]
wheel = zipfile.ZipFile(glob.glob(os.path.join(work, "rapidocr-*.whl"))[0])
for name in wheel.namelist():
    base = os.path.basename(name)
    if base in ("PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx", "LICENSE", "MODEL_LICENSES.md"):
        part = os.path.join(target, base + ".part")
        with open(part, "wb") as file:
            file.write(wheel.read(name))
        os.replace(part, os.path.join(target, base))
PY

if whole PP-OCRv6_det_small.onnx "$detection" && whole PP-OCRv6_rec_small.onnx "$recognition"; then
  echo "Reading models fetched: $target"
else
  rm -f "$target/PP-OCRv6_det_small.onnx" "$target/PP-OCRv6_rec_small.onnx"
  echo "Reading models not kept: their checksums are not the expected ones; tesseract is used instead."
fi
