#!/bin/sh
# 启动看板。只在本机打开：sh deploy/bundle/start.sh ；供局域网使用：HOST=本机地址 sh deploy/bundle/start.sh
cd "$(dirname "$0")/../.." && exec .venv/bin/python asgi.py
