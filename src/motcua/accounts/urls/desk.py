"""Sign-in, own account and staff pages of officers."""

from django.urls import path

from motcua.accounts.views import account, duties, entrance, passkeys, people

urlpatterns = [
    path("can-bo/dang-nhap/", entrance.first_step, name="staff-sign-in"),
    path("can-bo/dang-nhap/khoa/", passkeys.options, name="passkey-options"),
    path("can-bo/dang-nhap/xac-thuc/", entrance.second_step, name="second-step"),
    path("can-bo/mo-khoa/", entrance.unlock, name="unlock"),
    path("can-bo/nhiem-vu/", duties.choose, name="duties"),
    path("can-bo/tai-khoan/", account.overview, name="account"),
    path("can-bo/tai-khoan/ung-dung/", account.totp, name="totp"),
    path("can-bo/tai-khoan/ma-du-phong/", account.recovery, name="recovery"),
    path("can-bo/tai-khoan/khoa/", passkeys.add, name="add-passkey"),
    path("can-bo/tai-khoan/bo-cach-xac-thuc/", account.remove, name="remove-factor"),
    path("can-bo/tai-khoan/mat-khau/", account.password, name="password"),
    path("can-bo/tai-khoan/dang-xuat-moi-noi/", account.everywhere, name="staff-everywhere"),
    path("can-bo/tai-khoan/vang-mat/", duties.absence, name="absence"),
    path("can-bo/tai-khoan/vang-mat/ket-thuc/", duties.back, name="end-absence"),
    path("can-bo/nhan-su/", people.staff_list, name="staff"),
    path("can-bo/nhan-su/moi/", people.new, name="new-staff"),
    path("can-bo/nhan-su/<int:user_id>/", people.person, name="staff-person"),
    path("can-bo/nhan-su/<int:user_id>/<slug:verb>/", people.change, name="staff-change"),
]
