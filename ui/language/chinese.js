// Streamlit speaks English in a few fixed places and offers no translation; these are said in Chinese instead.
(() => {
  // Calendars and date boxes ask the browser for its language; the page's own is Chinese whatever the machine speaks.
  Object.defineProperty(navigator, "language", { get: () => "zh-CN", configurable: true });
  Object.defineProperty(navigator, "languages", { get: () => ["zh-CN", "zh"], configurable: true });
  const fixed = {
    "Upload": "选择文件", "Upload directories": "选择文件夹", "Drag and drop a file here": "把文件拖到这里", "Drag and drop files here": "把文件拖到这里",
    "Drag and drop directories here": "把文件夹拖到这里", "No results": "没有结果", "No options to select.": "没有可选项", "Select all": "全选",
    "Choose an option": "请选择", "Choose options": "请选择", "Press Enter to apply": "按回车确认", "Press Enter to submit form": "按回车提交",
    "Page not found": "没有这个页面", "Connection error": "连接中断", "Connecting": "正在连接", "Running...": "正在处理…", "Stop": "停止", "Rerun": "刷新",
    "Fullscreen": "全屏", "Close fullscreen": "退出全屏", "Download as CSV": "下载表格", "Search": "查找", "Show/hide columns": "显示或隐藏列",
    "App pages": "页面", "Logo": "标志", "Navigate to home page": "回到首页", "Skip to main content": "跳到正文", "Open": "展开", "Dismiss": "关闭",
    "Help": "说明", "Use arrow keys to navigate dates. Enter to select. Escape to close.": "用方向键选日期，回车键确认，退出键关闭", "The page that you have requested does not seem to exist. Running the app's main page.": "没有这个页面，已回到首页",
    "Clear all": "全部清除", "Clear value": "清除", "Selected values": "已选", "Show password": "显示口令", "Hide password": "隐藏口令", "Empty": "空",
    "Choose date": "选日期", "Next month": "下个月", "Previous month": "上个月", "file upload": "选择文件", "Previous page": "上一页", "Next page": "下一页",
    "yyyy": "年", "mm": "月", "dd": "日", "View more": "展开", "View less": "收起", "Show more": "展开", "Show less": "收起", "Copy to clipboard": "复制", "Close": "关闭", "empty": "空",
    "File size is too small.": "文件太小，没有上传", "Add files": "选择文件", "An error has occurred, please try again.": "没有成功，请重试", "Script execution error": "页面出错",
    "Sidebar": "导航", "Expand sidebar": "展开导航", "Collapse sidebar": "收起导航", "Main menu": "菜单", "Notifications": "通知", "Theme": "外观", "Pagination": "翻页",
    "Scroll tabs left": "向左", "Scroll tabs right": "向右", "Link to heading": "本节的链接", "Markdown content": "正文", "Increment": "加", "Decrement": "减", "progress": "进度",
    "Previous Result": "上一处", "Next Result": "下一处", "Close Search": "关闭查找", "Clear entry": "清除", "Clear selection": "清除所选", "Select...": "请选择",
    "Choose date range": "选日期", "Choose date and time": "选日期和时间", "Date range": "日期", "Clear date": "清除日期", "Clear dates": "清除日期", "Clear time": "清除时间",
    "No data": "没有数据", "No content": "没有内容", "Show data": "看数据", "Show chart": "看图", "Toggle fullscreen": "全屏", "Copy": "复制", "Cancel": "取消", "Edit": "修改",
    "Copy column name": "复制列名", "Dataframe column menu": "列的菜单", "Button action menu": "菜单", "Add row": "添一行", "Delete row(s)": "删去所选行",
  };
  const shaped = [
    [/^(\d+(?:\.\d+)?)([KMG]B) per file(?: • (.+))?$/, (_, n, unit, kinds) => `每个文件不超过${n}${unit}${kinds ? `（${kinds}）` : ""}`],
    [/^(?:Error: )?File must be (\d+(?:\.\d+)?)([KMG]B) or smaller\.$/, (_, n, unit) => `文件超过${n}${unit}，没有上传`],
    [/^AxiosError: Request failed with status code 413$/, () => "文件太大，服务器没有接收（413）"],
    [/^AxiosError: Request failed with status code (4\d\d)$/, (_, code) => `服务器拒绝了这次上传（${code}），请刷新页面后重试`],
    [/^AxiosError: Request failed with status code (5\d\d)$/, (_, code) => `服务器暂时收不了文件（${code}），请稍后重试`],
    [/^AxiosError: (?:Network Error|timeout.*|Request aborted)$/, () => "上传时连接断了，文件没有收到，请重试"],
    [/^AxiosError: .*$/, () => "上传没有成功，请刷新页面后重试"],
    [/^(.+) files are not allowed\.$/, (_, kind) => (kind === "This type of" ? "不接收这种文件" : `不接收${kind}文件`)],
    [/^Showing page (\d+) of (\d+)$/, (_, page, pages) => `第${page}页，共${pages}页`],
    [/^You have requested page (.+), but no corresponding file was found.*$/, (_, page) => `没有“${page}”这个页面，已回到首页`],
    [/^Add: (.+)$/s, (_, typed) => `新填：${typed}`],
    [/^Remove (.+)$/s, (_, what) => `去掉：${what}`],
    [/^Help for (.+)$/s, (_, what) => `${what}：说明`],
    [/^Choose date, (.+)$/, (_, month) => `选日期，${month}`],
    [/^(day|month|year), (.*)$/s, (_, part, what) => `${what}：${{ day: "日", month: "月", year: "年" }[part]}`],
    [/^(\d+) – [A-Z][a-z]+$/, (_, month) => `${Number(month)}月`],
    [/^Selected Date: ([A-Z][a-z]+) (\d+), (\d+)$/, (_, month, day, year) => `已选${year}年${new Date(`${month} 1, 2000`).getMonth() + 1}月${day}日`],
    [/^(\d+) options? available\.$/, (_, n) => `${n}个可选项`],
    [/^(?:Go to )?[Pp]age (\d+)$/, (_, n) => `第${n}页`],
    [/^[a-z0-9_ ]+ icon$/, () => "图标"],
    [/^Streamlit server is not responding.*$/, () => "服务器没有应答，恢复后会自动重连"],
  ];
  const said = (text) => {
    const plain = text.trim();
    if (fixed[plain]) return fixed[plain];
    const match = shaped.find(([shape]) => shape.test(plain));
    return match ? plain.replace(...match) : null;
  };
  const nodes = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const found = root.nodeType === Node.TEXT_NODE ? [root] : [];
    while (walker.nextNode()) found.push(walker.currentNode);
    return found;
  };
  const english = (text) => (text.length < 400 && /[A-Za-z]/.test(text) ? said(text) : null);
  const speak = (root) => nodes(root).forEach((node) => {
    const chinese = english(node.nodeValue);
    if (chinese && !node.parentElement?.closest("[data-testid=stMarkdown], [data-testid=stDataFrame], textarea")) node.nodeValue = chinese;
  });
  const TOLD = ["aria-label", "aria-valuetext", "placeholder", "title", "alt"];
  const name = (element) => TOLD.forEach((attribute) => {
    const chinese = english(element.getAttribute(attribute) ?? "");
    if (chinese) element.setAttribute(attribute, chinese);
  });
  const tell = (root) => {
    speak(root);
    if (root.nodeType === Node.ELEMENT_NODE) [root, ...root.querySelectorAll(TOLD.map((attribute) => `[${attribute}]`).join())].forEach(name);
  };
  new MutationObserver((changes) => changes.forEach((change) => {
    change.addedNodes.forEach(tell);
    if (change.type === "characterData") speak(change.target);
    if (change.type === "attributes") name(change.target);
  })).observe(document.documentElement, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: TOLD });
})();
