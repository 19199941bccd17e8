/** A few regions for <picker mode="region"> (GB/T 2260 codes); a real phone knows all of them. */
export interface Region {
  name: string;
  code: string;
  cities: { name: string; code: string; postcode: string; districts: [name: string, code: string][] }[];
}

export const REGIONS: readonly Region[] = [
  {
    name: '北京市',
    code: '110000',
    cities: [
      {
        name: '北京市',
        code: '110100',
        postcode: '100000',
        districts: [
          ['东城区', '110101'],
          ['西城区', '110102'],
          ['朝阳区', '110105'],
          ['海淀区', '110108'],
        ],
      },
    ],
  },
  {
    name: '上海市',
    code: '310000',
    cities: [
      {
        name: '上海市',
        code: '310100',
        postcode: '200000',
        districts: [
          ['黄浦区', '310101'],
          ['徐汇区', '310104'],
          ['静安区', '310106'],
          ['浦东新区', '310115'],
        ],
      },
    ],
  },
  {
    name: '江苏省',
    code: '320000',
    cities: [
      {
        name: '南京市',
        code: '320100',
        postcode: '210000',
        districts: [
          ['玄武区', '320102'],
          ['秦淮区', '320104'],
          ['鼓楼区', '320106'],
        ],
      },
      {
        name: '苏州市',
        code: '320500',
        postcode: '215000',
        districts: [
          ['虎丘区', '320505'],
          ['吴中区', '320506'],
          ['姑苏区', '320508'],
        ],
      },
    ],
  },
  {
    name: '浙江省',
    code: '330000',
    cities: [
      {
        name: '杭州市',
        code: '330100',
        postcode: '310000',
        districts: [
          ['上城区', '330102'],
          ['拱墅区', '330105'],
          ['西湖区', '330106'],
          ['滨江区', '330108'],
        ],
      },
      {
        name: '宁波市',
        code: '330200',
        postcode: '315000',
        districts: [
          ['海曙区', '330203'],
          ['江北区', '330205'],
          ['鄞州区', '330212'],
        ],
      },
    ],
  },
  {
    name: '广东省',
    code: '440000',
    cities: [
      {
        name: '广州市',
        code: '440100',
        postcode: '510000',
        districts: [
          ['荔湾区', '440103'],
          ['越秀区', '440104'],
          ['天河区', '440106'],
        ],
      },
      {
        name: '深圳市',
        code: '440300',
        postcode: '518000',
        districts: [
          ['罗湖区', '440303'],
          ['福田区', '440304'],
          ['南山区', '440305'],
        ],
      },
    ],
  },
  {
    name: '四川省',
    code: '510000',
    cities: [
      {
        name: '成都市',
        code: '510100',
        postcode: '610000',
        districts: [
          ['锦江区', '510104'],
          ['青羊区', '510105'],
          ['武侯区', '510107'],
        ],
      },
    ],
  },
];
