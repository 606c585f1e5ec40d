#!/bin/sh
# 在没有网络的 Linux 服务器上安装：解开安装包，进入目录，运行 sh deploy/bundle/install.sh
# 需要 Python 3.11、3.12 或 3.13（含 venv）；除此之外不联网、不改系统。
set -eu
cd "$(dirname "$0")/../.."
sha256sum --quiet --check SHA256SUMS || { echo "安装包不完整或被改动过，请重新拷贝。"; exit 1; }
python=""
for name in ${PYTHON:-python3.13 python3.12 python3.11 python3}; do
    command -v "$name" >/dev/null 2>&1 || continue
    "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue
    python=$name
    break
done
[ -n "$python" ] || { echo "没有找到可用的 Python 3.11–3.13（须含 venv 模块）。请先安装，或用 PYTHON=/路径/python3.11 指定。"; exit 1; }
"$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels --require-hashes \
    --requirement deploy/requirements.lock
touch .venv/run.stamp
.venv/bin/python -m tools.check
echo "安装完成（$("$python" --version)）。启动：sh deploy/bundle/start.sh"
