"""What people write short, and the words of a question that say nothing about which procedure is meant. All folded."""

ABBREVIATIONS: dict[str, str] = {
    "bds": "nha dat",
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "btxh": "bao tro xa hoi",
    "cc": "chung chi",
    "cccd": "can cuoc",
    "ck": "chong",
    "cmnd": "can cuoc",
    "cmt": "can cuoc",
    "ctv": "cong tac vien",
    "cty": "cong ty",
    "dk": "dang ky",
    "dkhkd": "dang ky ho kinh doanh",
    "dki": "dang ky",
    "dkkd": "dang ky kinh doanh",
    "dkkh": "dang ky ket hon",
    "dkks": "dang ky khai sinh",
    "dkkt": "dang ky khai tu",
    "gcn": "giay chung nhan",
    "gks": "giay khai sinh",
    "gp": "giay phep",
    "gpkd": "giay phep kinh doanh",
    "gpxd": "giay phep xay dung",
    "gt": "giay to",
    "hk": "ho khau",
    "hkd": "ho kinh doanh",
    "hktt": "ho khau thuong tru",
    "hok": "khong",
    "k": "khong",
    "kd": "kinh doanh",
    "kh": "ket hon",
    "ko": "khong",
    "ks": "khai sinh",
    "kt": "khai tu",
    "ng": "nguoi",
    "nld": "nguoi lao dong",
    "nn": "nuoc ngoai",
    "nq": "noi quy",
    "qsdd": "quyen su dung dat",
    "sdt": "so dien thoai",
    "shk": "so ho khau",
    "tk": "to khai",
    "tthc": "thu tuc hanh chinh",
    "tthn": "tinh trang hon nhan",
    "ubnd": "uy ban nhan dan",
    "vh": "via he",
    "vk": "vo",
    "vn": "viet nam",
    "vs": "voi",
    "xd": "xay dung",
    "xn": "xac nhan",
    "xntthn": "xac nhan tinh trang hon nhan",
    "ytnn": "yeu to nuoc ngoai",
}

EMPTY_LINES = (
    "a ah ai anh ba bac bao bi bien ca cac can chi cho chua chung co con cung cua da dau day de den di do duoc em gi gio",
    "giup hay hoi hom khi khong la lai lam lau len luc ma moi minh mot muon nao nay nen neu ngay nhe nhieu nhu nhung nop o",
    "oi phai qua ra roi sao se theo the thi thu thua toi tien trong tu tuc ve va vay voi xin",
)
EMPTY_WORDS = frozenset(word for line in EMPTY_LINES for word in line.split())
FAINT = 0.2
# For what and for whom something is wanted says less than what is wanted: "xác nhận độc thân để vay tiền".
ASIDE = 0.45
RELATIVES = frozenset(("cha", "bo", "me", "chau", "vo", "chong", "be"))
# After the first and before the second 'de' begins no purpose: 'mới đẻ', 'để lại'.
BIRTH, LEFT = frozenset(("moi", "vua", "vo", "sinh", "con", "em")), frozenset(("con", "lai", "xe"))
# Said for the sake of politeness or flow, also in the middle of a saying.
FILLERS = frozenset(("toi", "minh", "a", "ah", "oi", "nhe", "ha", "gium", "dum", "giup", "roi", "thi", "vay", "cua"))

# What people say (several ways, parted by commas) → how the catalogue says it. Whole words only, longest first.
SAYINGS_BY_MEANING: dict[str, str] = {
    "dang ky khai sinh": "khai sanh, de con, moi de, moi sanh, moi sinh, sinh con, chao doi, giay khai sanh",
    "dang ky khai tu": (
        "bao tu, chung tu, giay bao tu, giay chung tu, qua doi, chet, nguoi than mat, nguoi nha mat, moi mat, mat nguoi,"
        "tu tran, vua mat, lam giay bao tu"
    ),
    "dang ky ket hon": "hon thu, cuoi nhau, dam cuoi giay to, cuoi vo, lay vo, lay chong, cuoi chong, giay cuoi, cuoi",
    "ket hon co yeu to nuoc ngoai": (
        "lay chong nuoc ngoai, lay vo nuoc ngoai, cuoi viet kieu, cuoi vo viet kieu, cuoi chong viet kieu,"
        "lay chong viet kieu, lay vo viet kieu, lay chong my, lay vo my, lay chong han, lay chong han quoc,"
        "lay chong dai loan, lay chong nhat, lay chong trung quoc, lay chong phap, lay chong uc, lay chong tay,"
        "ket hon nguoi nuoc ngoai, ket hon voi nguoi nuoc ngoai"
    ),
    "khai sinh co yeu to nuoc ngoai": "con lai, khai sinh nguoi nuoc ngoai, khai sinh cha nuoc ngoai",
    "xac nhan tinh trang hon nhan": "doc than, chua vo, chua chong, chua ket hon, chua co gia dinh, chua lap gia dinh",
    "thay doi cai chinh ho tich": (
        "doi ten toi, doi ho ten, thay doi ho ten, doi ten dem, chu lot, sai ngay sinh, sai nam sinh, sua ten,"
        "sua giay khai sinh, sua khai sinh, doi ho, sai ten"
    ),
    "chung thuc ban sao": "sao y, photo cong chung, cong chung bang, sao luc",
    "chung thuc chu ky": "xac nhan chu ky, so yeu ly lich",
    "tu choi nhan di san": "tu choi thua ke, khong nhan thua ke, tu choi nhan thua ke",
    "phan chia di san": "chia thua ke, chia tai san thua ke, chia di san",
    "thanh lap ho kinh doanh": (
        "mo quan, mo tiem, mo shop, mo cua hang, mo sap, buon ban, ban hang, mo quan ca phe, mo quan an, ban online,"
        "mo tap hoa, mo spa, mo salon, mo xuong, mo nha thuoc, mo nha tro, mo phong tro, mo homestay, mo nha nghi,"
        "mo lop, mo nha hang, mo dai ly, mo gara, ra kinh doanh, lam an nho le"
    ),
    "thay doi noi dung dang ky ho kinh doanh": (
        "doi ten quan, doi dia diem quan, chuyen quan, doi chu quan, doi ten tiem, doi cho ban,"
        " doi nganh nghe, them nganh nghe, doi mat hang"
    ),
    "tam ngung kinh doanh": (
        "tam nghi ban, nghi ban mot thoi gian, tam dong cua, tam dung kinh doanh, tam ngung ban, tam nghi, nghi tam,"
        "tam dong"
    ),
    "cham dut hoat dong ho kinh doanh": (
        "nghi ban luon, dong cua luon, giai the, dong ma so, nghi kinh doanh luon, dong cua, dong tiem, dong quan,"
        "dep tiem, dep quan, dep cua hang, nghi ban, khong ban nua, khong kinh doanh nua, tra giay phep kinh doanh"
    ),
    "giay phep xay dung moi nha o": "cat nha, xay nha, xay nha moi, lam nha moi, lam nha, dung nha, phep xay dung, phep xay nha",
    "giay phep sua chua cai tao nha": (
        "sua nha, nang nen, nang nen nha, nang tang, nang cap nha, cai tao nha, lam lai mai nha, chong dot"
    ),
    "dieu chinh giay phep xay dung": "doi ban ve, doi thiet ke, sua ban ve",
    "giay phep xay dung co thoi han": "xay tam, xay dung tam, quy hoach treo",
    "su dung tam thoi long duong via he": "le duong, dung rap, do vat lieu xay dung ra duong, long le duong",
    "hoa giai tranh chap dat dai": "lan dat, tranh chap ranh, hang xom lan",
    "giay chung nhan quyen su dung dat lan dau": "so do lan dau, so hong lan dau, lam so do, lam so hong, lam so",
    "cap doi giay chung nhan quyen su dung dat": "doi so do, doi so hong, cap doi so, so cu sang so moi",
    "giay chung nhan quyen su dung dat": "so do, so hong",
    "tach thua hop thua dat": "tach so, gop thua, hop so, chia dat lam hai",
    "chuyen nhuong thua ke tang cho quyen su dung dat": "sang ten, sang ten so, mua ban dat, mua ban nha, cho dat con",
    "thay doi thong tin giay chung nhan quyen su dung dat": "ten tren so, doi ten so hong, doi ten so do",
    "tro cap huu tri xa hoi": "tro cap nguoi gia, tro cap nguoi cao tuoi, tien gia, tien nguoi gia, khong luong huu",
    "mai tang": "ma chay, chon cat, dam tang",
    "dang ky thuong tru": "ho khau, nhap khau, nhap ho khau, chuyen khau",
    "dang ky tam tru": "o tro, nha tro, kt3, thue tro",
    "xac nhan thong tin ve cu tru": "ct07, ct 07, xac nhan noi o, xac nhan cu tru",
    "khuyet tat": "tan tat, tat nguyen",
    "cha me": "bo me, ba me, ba ma, bo ma",
    "ly hon": "ly di, li di, li hon, bo vo, bo chong, thoi nhau",
    "bi mat cap lai": (
        "bi mat, lam mat, danh mat, roi mat, that lac, bi that lac, lam that lac, bi rach, bi hu, hu hong, bi mo, mo qua,"
        "bi nhoe, bi uot, bi chay, bi phai mau"
    ),
}


def listed(text: str) -> list[str]:
    """The sayings of a list parted by commas."""
    return [part.strip() for part in text.split(",") if part.strip()]


def purpose(words: list[str]) -> int:
    """Where the purpose begins ('… để vay tiền'), else the number of words."""
    for place, word in enumerate(words[:-1]):
        if word == "de" and place and words[place - 1] not in BIRTH and words[place + 1] not in LEFT:
            return place
    return len(words)


# Special kinds of a procedure, and the words by which somebody asks for such a one.
SPECIAL: dict[str, str] = {
    "nuoc ngoai": "nuoc ngoai kieu quoc",
    "luu dong": "luu dong tan nha",
    "dang ky lai": "lai mat hu hong rach",
    "cap lai": "lai mat hu hong rach doi chay",
    "co thoi han": "thoi han tam",
    "dieu chinh": "dieu chinh doi",
    "gia han": "gia han het",
    "da co ho so": "lon tre tuoi gia so",
    "khong phai cong tac": "khong",
    "la cong tac vien": "cong tac vien",
    "lien thong": "lien thong the bao hiem bhyt thuong tru",
    "ket hop": "ket hop nhan",
    "di doi": "di doi",
    "dung thuc hien": "dung huy rut",
}
KIN = listed("cha, bo, me, con, be, chau, vo, chong, ong noi, ba noi, ong ngoai, ba ngoai, ong, ba, anh, chi, em")
FAR_COUNTRIES = listed(
    "nhat ban, han quoc, dai loan, trung quoc, anh quoc, canada, singapore, malaysia, campuchia, thai lan, an do, "
    "philippines, nuoc khac, hai ngoai, viet kieu"
)
COUNTRIES = [*FAR_COUNTRIES, *listed("my, uc, nhat, han, phap, duc, lao, thai, nga, tay")]
ABROAD = listed("o, ben, tai, nguoi, qua, sang, quoc tich, ho chieu, toa, chong, vo, cha, bo, me, ban trai, ban gai")
DIED = listed("mat, moi mat, vua mat, chet, moi chet, vua chet, qua doi, moi qua doi, vua qua doi")
LOST = listed("giay, so, ban, bang, the, can, ho, khai, trich")
DEAD = [*KIN, *listed("cha me, ba me, bo me, ong ba, nguoi than, nguoi nha, co, cu")]
# Whose paper it is says little about which one: "báo tử cho cha" is no recognition of a father.
FOR_WHOM = [f"cho {who}" for who in KIN]
FAMILY = ["ong noi", "ba noi", "ong ngoai", "ba ngoai"]
# What is asked about every procedure, and so leads to none.
QUESTIONS = listed(
    "giay to gi, giay gi, ho so gi, giay to nao, ho so nao, nhung giay to gi, dieu kien gi, dieu kien nhu the nao, can gi, "
    "mang gi, mang theo gi, dem gi, dem theo gi, chuan bi gi, nop ho so, nop o dau, o dau, bao lau, bao nhieu, "
    "bao nhieu tien, le phi bao nhieu, lam sao, nhu the nao, the nao, lam giay to, can lam gi, phai lam gi, "
    "duoc khong, tphcm, tp hcm, ho chi minh, sai gon, viet nam, o nga tu, o nga ba, o tay ninh"
)
GOODS = listed(
    "an, an sang, nuoc, ca phe, quan ao, do an, trai cay, rau, thit, ca, com, pho, bun, banh, banh mi, "
    "tra sua, my pham, dien thoai, vat lieu xay dung, tap hoa, hoa, giay dep, do go, xe, sim, thuoc tay, "
    "gas, bia"
)
PAPERS = listed(
    "hoc ba, bang, bang cap, bang tot nghiep, bang dai hoc, bang lai xe, cccd, cmnd, can cuoc, ho khau, "
    "so ho khau, so do, so hong, giay khai sinh, giay ket hon, giay to, chung chi, ho chieu, bang diem, "
    "ban sao"
)
SAYINGS: dict[str, str] = {
    **dict.fromkeys([*FOR_WHOM, *FAMILY, *QUESTIONS], ""),
    **{f"{who} {died}": "dang ky khai tu" for who in DEAD for died in DIED},
    **{f"{who} mat {what}": f"mat {what}" for who in DEAD for what in LOST},
    **dict.fromkeys(FAR_COUNTRIES, "nuoc ngoai"),
    **{f"{where} {country}": "nuoc ngoai" for where in ABROAD for country in COUNTRIES},
    **{f"{how} {goods}": "thanh lap ho kinh doanh" for how in ("ban", "mo", "kinh doanh") for goods in GOODS},
    **{
        f"{how} {paper}": "chung thuc ban sao"
        for how in ("sao y", "chung thuc", "photo", "cong chung")
        for paper in PAPERS
    },
    **{said: meant for meant, many in SAYINGS_BY_MEANING.items() for said in listed(many)},
}
LONGEST_SAYING = max(len(said.split()) for said in SAYINGS)


def written_out(words: list[str]) -> list[str]:
    """The words with every abbreviation in full, in names as in queries."""
    return [part for word in words for part in ABBREVIATIONS.get(word, word).split()]


def reworded(words: list[str]) -> list[str]:
    """The words with every saying put as the catalogue puts it; the same list when there is none."""
    words = [word for word in words if word not in FILLERS]
    found: list[str] = []
    place = 0
    while place < len(words):
        for size in range(min(LONGEST_SAYING, len(words) - place), 0, -1):
            meant = SAYINGS.get(" ".join(words[place : place + size]))
            if meant is not None:
                found += [word for word in meant.split() if word not in found]
                place += size
                break
        else:
            found.append(words[place])
            place += 1
    return found
