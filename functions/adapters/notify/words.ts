/** Messages of a channel to administrators. The address of a robot is a secret and never appears here. */
export const words = {
  badAddress: (channel: string): string => `${channel}的通知地址不是该服务的机器人地址，请在学院登记里重新粘贴。`,
  badMailAddress: (): string => '通知地址不是邮箱，请在学院登记里改正。',
  secretMissing: (channel: string): string =>
    `${channel}的机器人要求签名，但没有找到签名密钥，请在 XIETONG_NOTIFY_SECRETS 里按学院编号填写。`,
  mailNotSet: (): string => '没有设置发信服务器，请在 XIETONG_NOTIFY_SECRETS 的“邮件”里填写。',
  badSignature: (channel: string): string =>
    `${channel}不认签名，请核对 XIETONG_NOTIFY_SECRETS 里的签名密钥和本机时间。`,
  keyword: (channel: string): string =>
    `${channel}的机器人只收含指定关键词的消息，请把“党团班”加入关键词，或改用签名。`,
  notAllowed: (channel: string): string => `${channel}的机器人只收指定网络地址的消息，请把运行本程序的地址加入名单。`,
  robotGone: (channel: string): string => `${channel}的机器人已被移除或地址已失效，请重新添加机器人并更新通知地址。`,
  refused: (channel: string, code: string): string => `${channel}没有接收消息（代码 ${code}）。`,
  tooFast: (channel: string): string => `${channel}说消息太密，稍后再试。`,
  busy: (channel: string): string => `${channel}暂时不可用，稍后再试。`,
  unreachable: (channel: string): string => `连不上${channel}，稍后再试。`,
  noAnswer: (channel: string): string => `${channel}没有回音，不知道消息是否已经送达。`,
  redirected: (channel: string): string => `${channel}的地址转到了别处，为安全起见没有跟随。`,
  tooLarge: (channel: string): string => `发给${channel}的消息太长，放不下。`,
} as const;
