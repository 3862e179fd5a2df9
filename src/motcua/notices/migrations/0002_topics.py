"""The topics that the product brings along; an operator adds others, names them anew or closes them."""

from django.db import migrations

TOPICS = (
    ("mat-dien", "Mất điện", "Power cuts"),
    ("mat-nuoc", "Mất nước", "Water cuts"),
    ("thoi-tiet", "Ngập và thời tiết", "Flooding and weather"),
    ("y-te", "Y tế, tiêm chủng", "Health and vaccination"),
    ("giao-thong", "Giao thông, sửa đường", "Traffic and road works"),
    ("an-ninh", "An ninh trật tự", "Security and order"),
    ("phong-chay", "Phòng cháy, cứu nạn", "Fire safety and rescue"),
    ("moi-truong", "Rác, môi trường", "Waste and environment"),
    ("hop-dan", "Họp dân, lấy ý kiến", "Meetings and consultations"),
    ("tuyen-sinh", "Tuyển sinh, trường học", "Schools and enrolment"),
    ("an-sinh", "Trợ giúp, an sinh xã hội", "Social support"),
    ("nghia-vu-quan-su", "Nghĩa vụ quân sự", "Military service"),
    ("thu-tuc", "Thủ tục, giờ làm việc", "Procedures and opening hours"),
)


def put(apps, editor):
    topic = apps.get_model("notices", "Topic")
    rows = [
        topic(key=key, name=name, name_en=english, order=n * 10) for n, (key, name, english) in enumerate(TOPICS, 1)
    ]
    topic.objects.bulk_create(rows, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
