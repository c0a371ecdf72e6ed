/** Words that head every published list of stolen passwords, letters only; digits and signs around them do not help. */
export const commonWords = [
  ...['password', 'passwd', 'passw', 'pass', 'word', 'admin', 'administrator', 'root', 'user', 'guest', 'login', 'welcome', 'letmein'],
  ...['qwerty', 'qwertyuiop', 'asdfgh', 'asdf', 'zxcvbn', 'zxcv', 'qazwsx', 'iqaz', 'qaz', 'wsx', 'edc', 'rfv', 'tgb', 'yhn', 'ujm'],
  ...['iloveyou', 'love', 'monkey', 'dragon', 'football', 'baseball', 'master', 'sunshine', 'princess', 'shadow', 'superman', 'michael'],
  ...['trustno', 'hello', 'freedom', 'whatever', 'secret', 'changeme', 'default', 'test', 'testing', 'temp', 'demo', 'sample', 'example'],
  ...['computer', 'internet', 'server', 'system', 'manager', 'office', 'company', 'business', 'summer', 'winter', 'spring', 'autumn'],
  ...['january', 'february', 'march', 'april', 'june', 'july', 'august', 'september', 'october', 'november', 'december'],
  ...['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'abc', 'aaa', 'xxx', 'zaq', 'killer', 'jordan'],
  ...['woaini', 'aini', 'nihao', 'zhongguo', 'china', 'beijing', 'shanghai', 'wang', 'zhang', 'baobei', 'laopo', 'laogong', 'woshishei'],
  ...['mima', 'denglu', 'guanli', 'guanliyuan', 'yonghu', 'ceshi', 'moren', 'gongzuo', 'danwei', 'bangong', 'dianhua', 'shouji'],
] as const

/** Words of this field, place and product, which whoever guesses here tries first. */
export const contextWords = [
  ...['qingyuan', 'yibao', 'yibaoju', 'ybj', 'yiliao', 'yiliaobaozhang', 'baozhang', 'jijin', 'jianguan', 'zhengzhi', 'zhuanxiang'],
  ...['shandong', 'jining', 'jinan', 'rencheng', 'yanzhou', 'qufu', 'zoucheng', 'weishan', 'yutai', 'jinxiang', 'jiaxiang', 'wenshang'],
  ...[
    'sishui',
    'liangshan',
    'weihai',
    'fujian',
    'jilin',
    'gongan',
    'jiancha',
    'fayuan',
    'caizheng',
    'weijian',
    'jiwei',
    'yiyuan',
    'yaodian',
  ],
  ...['hospital', 'pharmacy', 'insurance', 'medical', 'police', 'court', 'bureau', 'fund', 'health', 'nhsa', 'campaign'],
] as const

/** Lines along which fingers run. */
export const keyboardRows = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
  '!@#$%^&*()',
  '1qaz2wsx3edc4rfv',
  '1q2w3e4r5t6y',
] as const
