"""Addresses of the room; those under /gop-y/ stand on receipts and never change."""

from django.urls import path

from motcua.opinions.views import citizen, desk, drafts

app_name = "opinions"
DESK = "can-bo/gop-y"
urlpatterns = [
    path("gop-y/", citizen.home, name="home"),
    path("gop-y/gui/", citizen.choose_place, name="start"),
    path("gop-y/gui/<slug:place>/", citizen.write, name="write"),
    path("gop-y/thong-ke/", citizen.statistics, name="statistics"),
    path("gop-y/du-thao/<int:draft_id>/", citizen.draft, name="draft"),
    path("gop-y/du-thao/<int:draft_id>/gui/", citizen.write_on_draft, name="write-on-draft"),
    path("gop-y/<str:code>", citizen.status, name="status"),
    path("gop-y/<str:code>/bien-nhan/", citizen.receipt, name="receipt"),
    path("gop-y/<str:code>/y-kien-them/", citizen.add, name="add"),
    path(f"{DESK}/", desk.listing, name="desk-list"),
    path(f"{DESK}/du-thao/", drafts.listing, name="drafts"),
    path(f"{DESK}/du-thao/moi/", drafts.new, name="draft-new"),
    path(f"{DESK}/du-thao/<int:draft_id>/", drafts.edit, name="draft-edit"),
    path(f"{DESK}/du-thao/<int:draft_id>/cong-khai/", drafts.publish, name="draft-publish"),
    path(f"{DESK}/du-thao/<int:draft_id>/tiep-thu/", drafts.conclude, name="draft-conclude"),
    path(f"{DESK}/<int:opinion_id>/", desk.show, name="desk-show"),
    path(f"{DESK}/<int:opinion_id>/y-kien/<int:reply_id>/", desk.reply, name="desk-reply"),
    *[path(f"{DESK}/<int:opinion_id>/{act.slug}/", desk.page_for(act), name=f"desk-{act.verb}") for act in desk.ACTS],
]
