"""What people write short, and the words of a question that say nothing about which procedure is meant. All folded."""

ABBREVIATIONS: dict[str, str] = {
    "bhxh": "bao hiem xa hoi",
    "bhyt": "bao hiem y te",
    "btxh": "bao tro xa hoi",
    "cc": "chung chi",
    "cccd": "can cuoc",
    "cmnd": "can cuoc",
    "cmt": "can cuoc",
    "dk": "dang ky",
    "dkkd": "dang ky kinh doanh",
    "dkkh": "dang ky ket hon",
    "dkks": "dang ky khai sinh",
    "dkkt": "dang ky khai tu",
    "dkhkd": "dang ky ho kinh doanh",
    "gcn": "giay chung nhan",
    "gks": "giay khai sinh",
    "gp": "giay phep",
    "gpkd": "giay phep kinh doanh",
    "gpxd": "giay phep xay dung",
    "gt": "giay to",
    "hk": "ho khau",
    "hkd": "ho kinh doanh",
    "hktt": "ho khau thuong tru",
    "kd": "kinh doanh",
    "kh": "ket hon",
    "ks": "khai sinh",
    "kt": "khai tu",
    "nld": "nguoi lao dong",
    "nq": "noi quy",
    "qsdd": "quyen su dung dat",
    "tk": "to khai",
    "tthn": "tinh trang hon nhan",
    "tthc": "thu tuc hanh chinh",
    "ubnd": "uy ban nhan dan",
    "vh": "via he",
    "xd": "xay dung",
    "xn": "xac nhan",
    "xntthn": "xac nhan tinh trang hon nhan",
}

EMPTY_LINES = (
    "a ah ai anh ba bac bao bi bien ca cac can chi cho chua chung co con cung cua da dau day de den di do duoc em gi gio",
    "giup hay hoi hom khi khong la lai lam lau len luc ma moi minh mot muon nao nay nen neu ngay nhe nhieu nhu nhung nop o",
    "oi phai qua ra roi sao se theo the thi thu thua toi tien trong tu tuc ve va vay voi xin",
)
EMPTY_WORDS = frozenset(word for line in EMPTY_LINES for word in line.split())
FAINT = 0.2
