@echo off
chcp 65001 >nul
rem 在没有网络的 Windows 电脑上安装：解开安装包后双击本文件。需要 64 位 Python 3.11、3.12 或 3.13。
cd /d "%~dp0..\.."
set FOUND=
for %%V in (3.13 3.12 3.11) do if not defined FOUND (
  py -%%V -c "import venv" >nul 2>&1 && set FOUND=%%V
)
if not defined FOUND (
  echo 没有找到 Python 3.11–3.13，请先从单位软件库安装 64 位 Python，并勾选 py launcher。
  pause
  exit /b 1
)
py -%FOUND% -m venv .venv || goto failed
.venv\Scripts\python -m pip install --quiet --disable-pip-version-check --no-index --find-links wheels --require-hashes --requirement deploy\requirements.lock || goto failed
.venv\Scripts\python -m tools.check
echo 安装完成。启动：双击 deploy\bundle\start.bat
pause
exit /b 0
:failed
echo 安装没有完成，以上是原因。安装包可能不完整，请重新拷贝。
pause
exit /b 1
