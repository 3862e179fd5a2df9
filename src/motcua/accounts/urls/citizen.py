"""Sign-in and own data of citizens."""

from django.urls import path

from motcua.accounts.views import businesses, citizen, own_data

urlpatterns = [
    path("dang-nhap/", citizen.sign_in, name="sign-in"),
    path("dang-nhap/ma/", citizen.code, name="code"),
    path("dang-nhap/gui-lai/", citizen.send_again, name="send-again"),
    path("dang-xuat/", citizen.sign_out, name="sign-out"),
    path("cua-toi/thong-tin/", own_data.profile, name="profile"),
    path("cua-toi/thong-tin/xoa/", own_data.erase, name="erase-profile"),
    path("cua-toi/dang-xuat-moi-noi/", own_data.everywhere, name="everywhere"),
    path("cua-toi/doanh-nghiep/", businesses.businesses, name="businesses"),
    path("cua-toi/doanh-nghiep/chon/", businesses.choose, name="choose-business"),
    path("cua-toi/doanh-nghiep/thoi/", businesses.stop, name="stop-representing"),
]
