-- What two dossiers may have in common, in a form that can be compared: of a hometown the city (`tie_key`) and the county
-- (`tie_key_near`), of a school or a former employer its name without ornament. Generated from the value, so that whoever
-- writes, imports, restores or erases a fact keeps them right without knowing of them; plain columns, because under row
-- security an index on an expression is never used.

-- The cities that have counties below them. A place that is none of these and no province is taken for a county.
create function prefectures() returns text[] language sql immutable parallel safe as $$
  select string_to_array(
    '北京 天津 上海 重庆 香港 澳门 '
    '石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 '
    '太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 '
    '呼和浩特 包头 乌海 赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善 '
    '沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 '
    '长春 吉林 四平 辽源 通化 白山 松原 白城 延边 '
    '哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 牡丹江 黑河 绥化 大兴安岭 '
    '南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 '
    '杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 '
    '合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 '
    '福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 '
    '南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 '
    '济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽 '
    '郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 '
    '武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 黄冈 咸宁 随州 恩施 '
    '长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 '
    '广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 '
    '南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左 '
    '海口 三亚 三沙 儋州 '
    '成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山 '
    '贵阳 六盘水 遵义 安顺 毕节 铜仁 黔西南 黔东南 黔南 '
    '昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆 '
    '拉萨 日喀则 昌都 林芝 山南 那曲 阿里 '
    '西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 '
    '兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 定西 陇南 临夏 甘南 '
    '西宁 海东 海北 黄南 果洛 玉树 海西 '
    '银川 石嘴山 吴忠 固原 中卫 '
    '乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 巴音郭楞 阿克苏 克孜勒苏 喀什 和田 伊犁 塔城 阿勒泰 '
    '台北 高雄 台中 台南 新北 桃园 基隆 新竹 嘉义', ' ')
$$;

-- The city and the county of a place as people write it: 湖南省长沙市浏阳市, 长沙浏阳, 浏阳人. A province alone is neither:
-- to be from one province binds nobody.
create function place_parts(place text, out city text, out county text) language plpgsql immutable parallel safe as $$
declare
  rest text := regexp_replace(normalize(coalesce(place, ''), NFKC), '[[:space:]·\-/]', '', 'g');
  name text;
begin
  rest := substring(rest from '^[^,，。;；、(（]*');
  rest := regexp_replace(rest, '^(老家|祖籍|籍贯|家在|来自|生于)?(是|在|:|：)?(中国|中华人民共和国)?', '');
  rest := regexp_replace(rest, '(那边|附近|一带)?的?人?$', '');
  rest := regexp_replace(rest,
    '^(河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾)(省|(?!市|州|藏族自治州))', '');
  rest := regexp_replace(rest,
    '^(内蒙古|广西|西藏|宁夏|新疆)(壮族|回族|维吾尔)?(自治区)?', '');
  foreach name in array prefectures() loop
    -- Not 吉林省 and the like, which are gone by now; not a county that only begins like a city.
    if starts_with(rest, name) and substr(rest, length(name) + 1, 1) <> '区' and (city is null or length(name) > length(city)) then city := name; end if;
  end loop;
  if city is not null then
    rest := substr(rest, length(city) + 1);
    rest := regexp_replace(rest, '^(市辖区|市|地区|盟|[^市县区旗]{0,12}自治州|州)', '');
  end if;
  if rest ~ '^.{1,9}(新区|林区|区)' then
    -- A district's name is used by many cities; it says something only beside its own.
    county := case when city is not null then substring(rest from '^(.{1,9}?)(?:新区|林区|区)') end;
  else
    county := regexp_replace(rest, '^(.{2,8}?)(各族|[^市县区旗]{0,8}族)?(自治县|自治旗|市|县|旗).*$', '\1');
  end if;
  if city is null and length(county) not between 2 and 5 or length(county) not between 2 and 9 then county := null; end if;
  if city is null and prefectures() @> array[county] then city := county; county := null; end if;
  if county ~ '农村|乡下|城里|外地|本地|南方|北方|不详|未知|一个|小镇' then county := null; end if;
  if city is null and county !~ '^[\u4e00-\u9fff]' then county := null; end if;
  city := lower(city);
  county := lower(county);
end $$;

-- A school without its faculties and ornament; what belongs to it (附中, 附属医院) is another school.
create function school_key(school text) returns text language plpgsql immutable parallel safe as $$
declare
  k text := lower(regexp_replace(normalize(coalesce(school, ''), NFKC), '\([^)]*\)|（[^）]*）|[[:space:][:punct:]]', '', 'g'));
begin
  k := case k
    when '清华' then '清华大学' when '北大' then '北京大学' when '人大' then '中国人民大学' when '复旦' then '复旦大学'
    when '浙大' then '浙江大学' when '武大' then '武汉大学' when '华科' then '华中科技大学' when '华中科大' then '华中科技大学'
    when '哈工大' then '哈尔滨工业大学' when '西工大' then '西北工业大学' when '中科大' then '中国科学技术大学'
    when '上海交大' then '上海交通大学' when '西安交大' then '西安交通大学' when '北航' then '北京航空航天大学'
    when '北理工' then '北京理工大学' when '北京邮电' then '北京邮电大学' when '北邮' then '北京邮电大学'
    when '同济' then '同济大学' when '川大' then '四川大学' when '中大' then '中山大学' when '厦大' then '厦门大学'
    when '武汉水电' then '武汉水利电力大学' when '华电' then '华北电力大学' when '华北电力' then '华北电力大学'
    else k end;
  k := regexp_replace(k, '^(.{2,}?大学)(?!附|城).*$', '\1');
  return case when length(k) between 2 and 60 then k end;
end $$;

-- The employer a line of a career speaks of, without legal form: 2008—2013 在三一重工股份有限公司任调度 → 三一重工.
create function employer_key(line text) returns text language plpgsql immutable parallel safe as $$
declare
  s text := regexp_replace(normalize(coalesce(line, ''), NFKC), '\([^)]*\)|（[^）]*）', '', 'g');
  k text;
begin
  s := replace(replace(s, '有限责任公司', '有限公司'), '责任有限公司', '有限公司');
  s := regexp_replace(s, '(19|20)[0-9]{2}(年|[.\-/][0-9]{1,2}月?)?([0-9]{1,2}月)?|[~—–至到]|今|初|底', ' ', 'g');
  s := regexp_replace(s, '曾经|曾?(任|就|供)职(于|在)|曾任|曾在|先后在|先后|毕业后|加入|进入|早年在|早年|原先|此前|之前在|之前|担任|负责|[做当]', ' ', 'g');
  k := substring(s from '([^[:space:],，。;；、:：在于任0-9]{2,30}(?:公司|集团|研究院|设计院|研究所|银行|医院|大学|学院|总厂|厂|局|供电所|管理处))');
  if k is null then
    s := btrim(s, E' \t\n,，。;；、:：在于');
    k := coalesce(substring(s from '^[A-Za-z][A-Za-z0-9&. ]{1,39}'), substring(s from '^[^[:space:],，。;；、:：在于任0-9]{2,12}'));
    if k ~ '(经理|主任|总监|师|员|长|助理|教授|总裁|董事|秘书|代表|顾问|主管|科长|处长|干部)$' then k := null; end if;
  end if;
  k := regexp_replace(k, '(股份|控股)?(有限)?(总)?公司$', '');
  k := regexp_replace(k, '(股份|控股)?集团$', '');
  k := lower(regexp_replace(k, '[[:space:][:punct:]]', '', 'g'));
  return case when length(k) between 2 and 40 then k end;
end $$;

create function dossier_tie_key(field text, value jsonb) returns text language sql immutable parallel safe as $$
  select case field
    when 'hometown' then (place_parts(value->>'text')).city
    when 'schools' then school_key(value->>'school')
    when 'career' then employer_key(value->>'text') end
$$;
create function dossier_tie_key_near(field text, value jsonb) returns text language sql immutable parallel safe as $$
  select case field when 'hometown' then (place_parts(value->>'text')).county end
$$;

alter table dossier_fact
  add column tie_key text collate "C" generated always as (dossier_tie_key(field, value)) stored,
  add column tie_key_near text collate "C" generated always as (dossier_tie_key_near(field, value)) stored;
create index dossier_fact_tie on dossier_fact (org_id, field, tie_key, id desc)
  where tie_key is not null and superseded_at is null;
create index dossier_fact_tie_near on dossier_fact (org_id, field, tie_key_near, id desc)
  where tie_key_near is not null and superseded_at is null;

-- Who left where and when: they are former colleagues of those who were there at the time.
create index employment_ended on employment (org_id, account_id, until) where until is not null;

-- A tie accepted from a proposal names the facts (or employments) it was read from.
alter table tie add column from_facts uuid[] not null default '{}';
-- What was ever said to bind somebody, for the history.
create index tie_ever_from on tie (org_id, from_id);
create index tie_ever_to on tie (org_id, to_id);

-- A proposal that was turned down stays so until it is taken back. The pair is kept lower id first.
create table tie_dismissal (
  org_id uuid not null,
  low_id uuid not null,
  high_id uuid not null,
  kind text not null,
  by_id uuid not null,
  at timestamptz not null default now(),
  primary key (org_id, low_id, high_id, kind),
  check (low_id < high_id),
  foreign key (org_id, low_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, high_id) references person (org_id, id) on delete cascade,
  foreign key (org_id, by_id) references member (org_id, id)
);
call tenant_table('tie_dismissal');
create index tie_dismissal_high on tie_dismissal (org_id, high_id);

-- What binds people now, for those who look for ways between them. Evidence stays inside.
-- published
create view tie_now with (security_invoker = true) as
  select org_id, id, from_id, to_id, kind, strength, mutual, confidence from tie where superseded_at is null;
