/**
 * Invented price list of the demonstration: key | name | kind of charge (`med_chrgitm_type`) | grade 1 甲 2 乙 3 丙 | price at a
 * third-level hospital | specification | dosage form | days that one unit lasts | place in the watch list (category:number).
 */
const table = `
regist|挂号费|13|3|1
consult|住院诊查费|02|1|20
clinic|门诊诊查费|02|1|15
bed|普通病房床位费|01|1|40|日
bedLaminar|层流洁净病房床位费|01|1|220|日
bedIcu|重症监护病房床位费|01|1|120|日
nurse1|Ⅰ级护理|07|1|40|日
nurse2|Ⅱ级护理|07|1|25|日
nurse3|Ⅲ级护理|07|1|15|日
heat|取暖费|12|3|8|日
cbc|血细胞分析|04|1|20
liver|肝功能十一项|04|1|66
kidney|肾功能四项|04|1|48
glucose|葡萄糖测定|04|1|6
lipid|血脂四项|04|1|46
urine|尿液分析|04|1|12
coag|凝血四项|04|1|56
crp|C反应蛋白测定|04|1|28
hba1c|糖化血红蛋白测定|04|1|65
thyroid|甲状腺功能五项|04|1|130
hepb|乙型肝炎五项|04|1|75
hcv|丙型肝炎抗体测定|04|1|45
tumour|肿瘤标志物十二项联合检测|04|2|360
troponin|肌钙蛋白I测定|04|1|90
psa|前列腺特异性抗原测定|04|1|80
semen|精液常规检查|04|1|30
ecg|常规心电图检查|03|1|20
chestCt|胸部CT平扫|03|1|210
chestCtPlus|胸部CT增强扫描|03|1|320
headCt|颅脑CT平扫|03|1|200
mri|颅脑磁共振平扫|03|2|430
mra|颅脑磁共振血管成像|03|2|450
abdUs|腹部彩超|03|1|90
neckUs|颈部血管彩超|03|1|150
heartUs|心脏彩超|03|1|170
xray|X线摄影|03|1|55
gastro|电子胃镜检查|03|1|240
wombUs|经阴道子宫附件彩超|03|1|110
prostateUs|前列腺彩超|03|1|95
smear|宫颈液基细胞学检查|03|2|140
angio|冠状动脉造影术|03|1|1900
infusion|静脉输液|05|1|9
infusionNext|静脉输液(第二组起加收)|05|1|3
inject|肌内注射|05|1|3
nebul|雾化吸入|05|1|12
oxygen|氧气吸入|05|1|4|小时
monitor|心电监测|05|1|5|小时
dressing|换药(中)|05|1|22
cupping|拔罐疗法|05|1|18
acupuncture|普通针刺|05|1|36
moxa|艾条灸法|05|1|26
massage|颈椎病推拿治疗|05|1|48
drainage|胸腔闭式引流|05|1|160
ventilator|呼吸机辅助呼吸|05|1|18|小时
chemo|静脉化疗药物配制输注|05|1|60
phototherapy|红外线治疗|05|1|15
wax|蜡疗|05|1|30
motion|运动疗法|05|1|45
occupation|作业疗法|05|1|42
balance|平衡功能训练|05|1|38
walking|步态训练|05|1|40
hand|手功能训练|05|1|36
speech|言语训练|05|1|50
swallow|吞咽功能障碍训练|05|1|46
current|低频脉冲电治疗|05|1|20
joint|关节松动训练|05|1|40
rehabEval|日常生活能力评定|05|1|60
dialysis|血液透析|05|1|400
newborn|新生儿护理|07|1|45|日
scale|儿童智力发育测查|03|1|70
appendix|阑尾切除术|06|1|900
gallbladder|腹腔镜胆囊切除术|06|1|1900
hernia|疝修补术|06|1|1100
adhesion|肠粘连松解术|06|1|700
plating|骨折切开复位钢板内固定术|06|1|2200
pci|经皮冠状动脉支架置入术|06|1|3900
rotation|冠状动脉旋磨术|06|1|4200
womb|子宫切除术|06|1|2100
caesarean|剖宫产术|06|1|1500
delivery|单胎顺产接生|06|1|800
anaesthesia|全身麻醉|06|1|600
panelA|心肌酶谱测定组项一|04|1|40
panelB|心肌酶谱测定组项二|04|1|40
panelC|心肌酶谱测定组项三|04|1|40
panelAll|心肌酶谱成套测定|04|1|80
dialyzer|血液透析器|08|2|120|支|||耗材:16
bloodline|血液透析管路|08|2|38|套
plate|金属接骨板|08|2|1450|块
screw|接骨螺钉|08|2|90|枚
stent|药物洗脱冠脉支架|08|2|780|个
dcb|冠脉药物涂层球囊|08|2|6200|个|||耗材:14
balloon|冠脉扩张球囊|08|2|190|个
burr|冠脉旋磨头|08|2|6300|个
guideWire|冠脉导引导丝|08|2|420|根|||耗材:6
set|一次性输液器|08|1|1.5|套
implant|髋关节假体|08|2|7300|套
lens|人工晶体|08|2|780|枚
albumin|人血白蛋白|09|2|420|10g|注射剂||西药:1
meropenem|美罗培南|09|2|62|0.5g|注射剂||西药:16
cefoSul|头孢哌酮舒巴坦|09|2|38|1.5g|注射剂||西药:6
pipTazo|哌拉西林他唑巴坦|09|2|36|4.5g|注射剂||西药:8
cefurox|头孢呋辛|09|1|14|0.75g|注射剂||西药:19
butyl|丁苯酞氯化钠注射液|09|2|140|100ml|注射剂||西药:12
ginkgo|银杏叶提取物|09|2|26|5ml|注射剂||西药:27
saline|氯化钠注射液|09|1|2.4|100ml|注射剂
glucoseIv|葡萄糖注射液|09|1|3.1|250ml|注射剂
ambroxol|氨溴索|09|1|6.5|15mg|注射剂
omepIv|奥美拉唑(注射)|09|1|11|40mg|注射剂
dexa|地塞米松|09|1|1.2|5mg|注射剂
alprostadil|前列地尔|09|2|32|10μg|注射剂
paclitaxel|紫杉醇|09|2|190|30mg|注射剂
oxytocin|缩宫素|09|1|4|10单位|注射剂
atorva|阿托伐他汀|09|1|24|20mg*28片|口服常释剂型|28|西药:2
nifedipine|硝苯地平控释片|09|1|30|30mg*30片|缓释控释剂型|30|西药:3
amlodipine|氨氯地平|09|1|12|5mg*28片|口服常释剂型|28|西药:11
clopidogrel|氯吡格雷|09|1|28|75mg*28片|口服常释剂型|28|西药:10
dapagli|达格列净片|09|2|62|10mg*30片|片剂|30|西药:14
rosuva|瑞舒伐他汀|09|1|22|10mg*28片|口服常释剂型|28|西药:21
metoprolol|美托洛尔缓释片|09|1|26|47.5mg*28片|缓释控释剂型|28|西药:22
glargine|甘精胰岛素|09|2|76|3ml:300单位|注射剂|10|西药:9
aspart|门冬胰岛素30|09|2|42|3ml:300单位|注射剂|10|西药:17
metformin|二甲双胍|09|1|14|0.5g*60片|口服常释剂型|30
valsartan|缬沙坦|09|1|19|80mg*28片|口服常释剂型|28
levothyrox|左甲状腺素钠|09|1|25|50μg*30片|口服常释剂型|30
omeprazole|奥美拉唑肠溶胶囊|09|1|9|20mg*14粒|口服常释剂型
amoxicillin|阿莫西林胶囊|09|1|11|0.25g*24粒|口服常释剂型
ibuprofen|布洛芬缓释胶囊|09|2|16|0.3g*20粒|缓释控释剂型
coldRelief|复方氨酚烷胺胶囊|09|2|13|12粒|口服常释剂型
loratadine|氯雷他定片|09|1|12|10mg*6片|口服常释剂型
montmor|蒙脱石散|09|1|15|3g*10袋|口服散剂
eyeDrop|左氧氟沙星滴眼液|09|1|9|5ml|滴眼剂
calciumD|碳酸钙D3片|09|2|32|600mg*60片|口服常释剂型
plaster|氟比洛芬凝胶贴膏|09|2|29|6贴|贴膏剂
digestKid|健胃消食片(儿童)|11|2|14|0.5g*36片|口服常释剂型
kidsCough|小儿肺热咳喘颗粒|11|2|26|4g*10袋|颗粒剂
lianhua|连花清瘟胶囊|11|1|14|36粒|口服常释剂型||中成药:15
liuwei|六味地黄丸|11|1|18|200丸|丸剂||中成药:25
banlangen|板蓝根颗粒|11|2|11|10g*20袋|颗粒剂
gynSupp|保妇康栓|11|1|24|8粒|栓剂
prostCap|前列舒通胶囊|11|2|36|36粒|口服常释剂型
astragalus|黄芪|11|1|0.9|1g|饮片||中药饮片:2
poria|茯苓|11|1|0.6|1g|饮片||中药饮片:9
angelica|当归|11|1|1.1|1g|饮片||中药饮片:5
`

export type PriceItem = {
  key: string
  name: string
  charge: string
  grade: 1 | 2 | 3
  price: number
  spec: string
  form: string
  daysPerUnit: number | null
  watch: { category: string; number: string } | null
}

function read(row: string): PriceItem {
  const [key = '', name = '', charge = '', grade, price, spec = '', form = '', days = '', watch = ''] = row
    .split('|')
    .map((cell) => cell.trim())
  const [category = '', number = ''] = watch.split(':')
  return {
    key,
    name,
    charge,
    grade: grade === '3' ? 3 : grade === '2' ? 2 : 1,
    price: Number(price),
    spec,
    form,
    daysPerUnit: days === '' ? null : Number(days),
    watch: category === '' ? null : { category, number },
  }
}

export const priceList: readonly PriceItem[] = table.trim().split('\n').map(read)
