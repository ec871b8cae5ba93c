"""Users in Django's admin: the administrator invites, gives a role, closes an account. Nobody is deleted here."""

from typing import Any

from allauth.account import admin as _registers_addresses  # noqa: F401
from allauth.account.models import EmailAddress
from allauth.mfa import admin as _registers_factors  # noqa: F401
from allauth.mfa.models import Authenticator
from allauth.usersessions import admin as _registers_sessions  # noqa: F401
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin, messages
from django.contrib.auth import admin as _registers_group  # noqa: F401
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext_lazy as _

from accounts.confirming import recently_confirmed
from accounts.factors import reset_factors
from accounts.models import Consent, ErasureRequest, Notice, User
from accounts.services import carry_out_erasure, keep_one_address, link_holder, put_into_force
from common.auditlog.admin import RecordedAdmin

# allauth's tables: secrets, keys of sessions, and ways into an account of which its owner is not told.
for model in (Authenticator, EmailAddress, UserSession):
    admin.site.unregister(model)
admin.site.unregister(Group)  # rights follow the role (registered by the import of Django's own module above)


class NewUserForm(forms.ModelForm):
    """No password: the person signs in with a one-time code, and sets one if they wish."""

    class Meta:
        model = User
        fields = ["email", "first_name", "last_name", "role"]

    def save(self, commit: bool = True) -> User:
        self.instance.email = self.instance.email.lower()
        self.instance.set_unusable_password()
        return super().save(commit)


FACTORS = {
    Authenticator.Type.TOTP: _("Application with codes"),
    Authenticator.Type.WEBAUTHN: _("Passkeys and security keys"),
    Authenticator.Type.RECOVERY_CODES: _("Codes for a bad day"),
}


class ResetFactorsForm(forms.Form):
    """Why somebody's second factor is taken away, and how it was known that it is they who ask."""

    note = forms.CharField(
        label=_("Reason, and how you made sure who asks"),
        help_text=_("For example: lost phone, came to the office with an identity card. It stays in the log."),
        max_length=500,
        widget=forms.Textarea({"rows": 3}),
    )


@admin.register(User)
class UserAdmin(RecordedAdmin):
    """A user: who they are, what they may do."""

    rights = ("role", "is_active", "is_staff", "is_superuser")
    list_display = ["email", "first_name", "last_name", "role", "is_active", "last_login"]
    list_filter = ["role", "is_active"]
    search_fields = ["email", "first_name", "last_name"]
    ordering = ["email"]
    fields = [
        "email", "first_name", "last_name", "function", "phone", "role", "is_active", "is_staff", "is_superuser",
        "last_login", "created_at",
    ]  # fmt: skip
    readonly_fields = ["last_login", "created_at"]

    def get_form(self, request: HttpRequest, obj: User | None = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **kwargs) if obj else NewUserForm

    def get_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.fields if obj else NewUserForm.Meta.fields

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        return self.readonly_fields if obj else ()

    def save_model(self, request: HttpRequest, obj: User, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        keep_one_address(user=obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return False

    def get_urls(self) -> list[Any]:
        page = self.admin_site.admin_view(recently_confirmed(self.reset_factors_page))
        return [path("<int:pk>/second-factor/", page, name="accounts_user_reset_factors"), *super().get_urls()]

    def reset_factors_page(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take somebody's second factor away: never one's own, never without a reason."""
        user = self.get_object(request, str(pk))
        if user is None or not self.has_change_permission(request, user) or user.pk == request.user.pk:
            raise Http404
        form = ResetFactorsForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            reset_factors(user_id=user.pk, by=request.user.pk, note=form.cleaned_data["note"])
            messages.success(request, _("The second factor is taken away; the person was told by mail."))
            return redirect("admin:accounts_user_change", user.pk)
        kept = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Reset the second factor"),
            "opts": self.opts,
            "original": user,
            "form": form,
            "kept": [words for kind, words in FACTORS.items() if kind in kept],
        }
        return render(request, "admin/accounts/user/reset_factors.html", context)


@admin.register(Notice)
class NoticeAdmin(RecordedAdmin):
    """A published version never changes: a new one is added. One that came with an upgrade waits to be approved."""

    list_display = ["kind", "controller", "version", "published_at"]
    list_filter = ["kind"]
    actions = ["approve"]

    @admin.action(description=_("Put the chosen versions, which wait, into force from now on"))
    def approve(self, request: HttpRequest, queryset: QuerySet[Notice]) -> None:
        put_into_force(ids=[row.pk for row in queryset], by=request.user.pk)

    def has_change_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Notice | None = None) -> bool:
        return False


@admin.register(Consent)
class ConsentAdmin(RecordedAdmin):
    """Consents are read here; people give them and take them back on their own pages."""

    list_display = ["subject", "notice", "given_at", "withdrawn_at", "source"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Consent | None = None) -> bool:
        return False


@admin.register(ErasureRequest)
class ErasureRequestAdmin(RecordedAdmin):
    """Who asks to be forgotten; the administrator carries it out by an action of the list."""

    list_display = ["who", "state", "created_at", "ended_at"]
    list_filter = ["state"]
    list_select_related = ["user"]
    ordering = ["-pk"]
    actions = ["carry_out"]

    @admin.display(description=_("who asks"))
    def who(self, row: ErasureRequest) -> str:
        """The account; or the person of a personal link and the event, as long as they are known."""
        if row.user is not None or row.state != ErasureRequest.State.WAITING:
            return str(row.user or row.key)
        holder = link_holder(row.key) if row.key else None
        return holder.about if holder else str(row.key)

    @admin.action(description=_("Erase what the law lets go, close the account"))
    def carry_out(self, request: HttpRequest, chosen: QuerySet[ErasureRequest]) -> None:
        for row in chosen:
            carry_out_erasure(request_id=row.pk, by=request.user.pk)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: ErasureRequest | None = None) -> bool:
        # The list's action needs it; every field is read only.
        return request.user.is_superuser

    def get_readonly_fields(self, request: HttpRequest, obj: ErasureRequest | None = None) -> Any:
        return ["who", "state", "created_at", "ended_at"]

    def has_delete_permission(self, request: HttpRequest, obj: ErasureRequest | None = None) -> bool:
        return False
