// biome-ignore-all lint/correctness/noUnusedVariables: Apps Script calls functions by name, from triggers and from its menu.

/**
 * 台账保存后几秒内通知校验服务：复制到台账的“扩展程序 → Apps 脚本”里使用，安装步骤见 README.zh-CN.md（同一文件夹）。
 * 只发送表格 id，不发送任何内容；密钥放在“脚本属性”里，不写在代码里。
 */

/** 第一次安装时手动运行一次：建立触发器，并提示授权。 */
function install() {
  const spreadsheet = SpreadsheetApp.getActive();
  ScriptApp.getProjectTriggers().forEach((trigger) => {
    ScriptApp.deleteTrigger(trigger);
  });
  ScriptApp.newTrigger('changed').forSpreadsheet(spreadsheet).onEdit().create();
  ScriptApp.newTrigger('changed').forSpreadsheet(spreadsheet).onChange().create();
  notify_(spreadsheet.getId());
}

/** 由触发器调用。一分钟内的多次修改只通知一次；最后一次修改由服务的“再跑一次”接住。 */
function changed(event) {
  const id = (event?.source ?? SpreadsheetApp.getActive()).getId();
  const cache = CacheService.getScriptCache();
  const lock = LockService.getScriptLock();
  if (!lock.tryLock(5000)) return;
  try {
    if (cache.get('sent')) {
      scheduleLater_();
      return;
    }
    cache.put('sent', '1', 60);
  } finally {
    lock.releaseLock();
  }
  notify_(id);
}

/** 一分钟内还有修改：一分钟后再通知一次，免得漏掉最后一次修改。 */
function scheduleLater_() {
  const waiting = ScriptApp.getProjectTriggers().some((trigger) => trigger.getHandlerFunction() === 'later');
  if (!waiting)
    ScriptApp.newTrigger('later')
      .timeBased()
      .after(60 * 1000)
      .create();
}

function later() {
  ScriptApp.getProjectTriggers().forEach((trigger) => {
    if (trigger.getHandlerFunction() === 'later') ScriptApp.deleteTrigger(trigger);
  });
  notify_(SpreadsheetApp.getActive().getId());
}

/** 签名：HMAC-SHA-256（时间、随机数、正文各占一行）。 */
function notify_(id) {
  const properties = PropertiesService.getScriptProperties();
  const url = properties.getProperty('XIETONG_URL');
  const secret = properties.getProperty('XIETONG_SECRET');
  if (!url || !secret) throw new Error('请先在“项目设置 → 脚本属性”里填写 XIETONG_URL 和 XIETONG_SECRET。');
  const timestamp = String(Math.floor(Date.now() / 1000));
  const nonce = Utilities.getUuid();
  const body = JSON.stringify({ workbook: id });
  const bytes = Utilities.computeHmacSha256Signature(
    `${timestamp}\n${nonce}\n${body}`,
    secret,
    Utilities.Charset.UTF_8,
  );
  const signature = bytes.map((byte) => (byte & 0xff).toString(16).padStart(2, '0')).join('');
  send_(url, {
    method: 'post',
    contentType: 'application/json',
    payload: body,
    headers: { 'X-Xietong-Timestamp': timestamp, 'X-Xietong-Nonce': nonce, 'X-Xietong-Signature': signature },
    muteHttpExceptions: true,
  });
}

/** 服务没有应答、太忙（429）或暂时不可用（5xx）：同一条消息（随机数不变）最多再发两次；仍不成功，由夜间校验接住。 */
function send_(url, message) {
  for (let attempt = 1; attempt <= 3; attempt++) {
    try {
      const code = UrlFetchApp.fetch(url, message).getResponseCode();
      if (code < 500 && code !== 429) return;
    } catch (error) {
      console.warn(String(error));
    }
    if (attempt < 3) Utilities.sleep(attempt * 2000);
  }
}
