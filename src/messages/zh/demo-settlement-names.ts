/** Names of the invented world: nobody and no institution is meant by any of them. */
export const surnames = [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕']
export const womenNames = ['秀兰', '桂芝', '玉梅', '淑珍', '晓燕', '丽娟', '雅琴', '文静', '雨欣', '凤英', '海霞', '若彤', '佳宁', '冬梅']
export const menNames = ['建国', '志强', '学明', '树林', '立新', '海涛', '俊杰', '浩然', '庆山', '洪波', '永福', '振东', '文博', '晓峰']

/** Halves of an invented institution's name. */
export const nameHeads = [...'澄沐岚槐榆桐槿棠芷蘅砚煦暄禾葭菁栩霁翊珩']
export const nameTails = [...'川庭屏渡陌坞畔汀隅岫堤埠泽垣墅岑湾麓圃洲']

export const institutionKinds = {
  city: '(虚构)市医院',
  county: '(虚构)县医院',
  township: '(虚构)镇卫生院',
  clinic: '(虚构)社区门诊部',
  pharmacy: '(虚构)大药房',
  testHospital: '接口测试医院',
  testPharmacy: '接口测试药店',
} as const

export const levels = { third: '三级', second: '二级', first: '一级' } as const

/** Departments by the care that they give. */
export const departments = {
  resp: '呼吸内科',
  cardio: '心血管内科',
  neuro: '神经内科',
  surgery: '普通外科',
  ortho: '骨科',
  gyn: '妇产科',
  onco: '肿瘤科',
  rehab: '康复医学科',
  nephro: '肾内科',
  paeds: '儿科',
  general: '全科门诊',
  emergency: '急诊科',
  dialysis: '血液透析室',
  pharmacy: '药品柜台',
} as const
export type Department = keyof typeof departments

/** Diagnoses: key | code | name | department that treats it. */
const diagnosisTable = `
pneumonia|J18.900|肺炎|resp
bronchitis|J20.900|急性支气管炎|resp
copd|J44.100|慢性阻塞性肺病伴急性加重|resp
angina|I20.000|不稳定型心绞痛|cardio
heartFailure|I50.900|心力衰竭|cardio
infarct|I21.401|急性非ST段抬高型心肌梗死|cardio
stroke|I63.900|脑梗死|neuro
dizziness|R42.x00|头晕|neuro
appendicitis|K35.800|急性阑尾炎|surgery
gallstone|K80.200|胆囊结石|surgery
herniaDx|K40.900|腹股沟疝|surgery
fracture|S82.200|胫骨骨干骨折|ortho
hipFracture|S72.000|股骨颈骨折|ortho
myoma|D25.900|子宫平滑肌瘤|gyn
birth|O80.000|头位顺产|gyn
chemoDx|Z51.102|肿瘤化学治疗|onco
lungCancer|C34.900|肺恶性肿瘤|onco
hemiplegia|I69.300|脑梗死后遗症|rehab
nephritis|N03.900|慢性肾炎综合征|nephro
uraemia|N18.500|慢性肾脏病5期|dialysis
bronchKid|J21.900|急性毛细支气管炎|paeds
hypertension|I10.x00|原发性高血压|general
diabetes|E11.900|2型糖尿病|general
hyperlipid|E78.500|高脂血症|general
hypothyroid|E03.900|甲状腺功能减退症|general
coldDx|J06.900|急性上呼吸道感染|general
gastritis|K29.500|慢性胃炎|general
backPain|M54.500|下腰痛|general
checkup|Z00.000|健康查体|general
prostate|N40.x00|前列腺增生|general
trauma|T14.900|损伤|emergency
psychosis|F20.900|精神分裂症|neuro
severe|J18.900x002|重症肺炎|resp
respFailure|J96.000|急性呼吸衰竭|resp
neutropenia|D70.x00|粒细胞缺乏症|onco
`
export const diagnoses = diagnosisTable
  .trim()
  .split('\n')
  .map((row) => {
    const [key = '', code = '', name = '', department = ''] = row.split('|')
    return { key, code, name, department }
  })

/** Operations: key | code | name. */
const operationTable = `
appendixOp|47.0100|腹腔镜下阑尾切除术
gallbladderOp|51.2300|腹腔镜下胆囊切除术
herniaOp|53.0500|单侧腹股沟疝无张力修补术
platingOp|79.3600|胫骨骨折切开复位钢板内固定术
hipOp|81.5100|全髋关节置换术
wombOp|68.4900|经腹全子宫切除术
pciLad|36.0701|前降支药物洗脱支架置入术
pciLcx|36.0702|回旋支药物洗脱支架置入术
pciRca|36.0703|右冠状动脉药物洗脱支架置入术
rotaOp|17.5500|经皮冠状动脉旋磨术
`
export const operations = operationTable
  .trim()
  .split('\n')
  .map((row) => {
    const [key = '', code = '', name = ''] = row.split('|')
    return { key, code, name }
  })

export const village = { street: '虚构路', elders: '颐养院', number: '号' } as const
export const stockMemo = { transfer: '院间调入', loss: '破损报废' } as const
export const doseWords = { each: '按说明', daily: '每日一次', anaesthesia: '全身麻醉' } as const
