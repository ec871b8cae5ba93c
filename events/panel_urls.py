"""Addresses of the panel's pages about events (mounted under /panel/)."""

from django.urls import path

from events.attendance import door_views, grid_views
from events.attendance import panel_views as attendance
from events.attendance import paper_views as papers
from events.catalogue import panel_views as catalogue
from events.certificates import panel_views as certificates
from events.certificates import replacing_views as replacing
from events.figures import indicator_views
from events.figures import panel_views as figures
from events.folders import panel_views as folders
from events.imports import panel_views as imports
from events.panel import home_views, plan_views, row_views
from events.participation import panel_views as participation
from events.registration.desk import (
    answer_views,
    bulk_views,
    correction_views,
    decision_views,
    group_views,
    moving_views,
    participant_views,
    resigning_views,
    sent_mail_views,
    waiting_call_views,
)
from events.registration.desk import list_views as registration
from events.registration.invitations import views
from events.registration.notices import change_notice_views
from events.reporting import panel_views as reporting
from events.reporting import report_views

urlpatterns = [
    path("wydarzenia/", catalogue.events, name="events"),
    path("wydarzenia/nowe/", plan_views.plan, name="event-plan"),
    path("liczby/", figures.figures, name="figures"),
    path("liczby/<slug:what>.<slug:kind>", figures.export, name="figures-export"),
    path("sprawozdania/", reporting.reports, name="reports"),
    path("sprawozdania/nowe/", reporting.new, name="report-new"),
    path("sprawozdania/lista/<slug:code>/", reporting.asked_for, name="reports-asked"),
    path("sprawozdania/zestawienie.<slug:kind>", reporting.sheet, name="reports-sheet"),
    path("sprawozdania/<int:pk>/", report_views.report, name="report"),
    path("sprawozdania/<int:pk>/liczby/", report_views.fill, name="report-fill"),
    path("sprawozdania/<int:pk>/przekazanie/", report_views.hand, name="report-hand"),
    path("sprawozdania/<int:pk>/decyzja/", report_views.decide, name="report-decide"),
    path("sprawozdania/<int:pk>/korekta/", report_views.correction, name="report-correct"),
    path("sprawozdania/<int:pk>/usuniecie/", report_views.drop, name="report-drop"),
    path("projekty/<int:pk>/wskazniki/", indicator_views.indicators, name="project-indicators"),
    path("projekty/<int:pk>/wskazniki.xlsx", indicator_views.sheet, name="project-indicators-sheet"),
    path(
        "projekty/<int:pk>/wskazniki/<int:indicator_id>/policzeni.xlsx",
        indicator_views.evidence,
        name="project-indicator-evidence",
    ),
    path("projekty/<int:pk>/udzial/", participation.gaps, name="participation"),
    path("projekty/<int:pk>/udzial/pytania/", participation.terms, name="participation-terms"),
    path("projekty/<int:pk>/udzial/kolumny/", participation.columns, name="participation-columns"),
    path("projekty/<int:pk>/udzial/listy/", participation.letters, name="participation-letters"),
    path("projekty/<int:pk>/udzial/osoby/<int:person_id>/", participation.person, name="participation-person"),
    path("projekty/<int:pk>/udzial/uczestnicy.<slug:kind>", participation.sheet, name="participation-sheet"),
    path("wydarzenia/<int:pk>/", home_views.event, name="event"),
    path("wydarzenia/<int:pk>/liczby/", figures.of_one_event, name="event-figures"),
    path("wydarzenia/<int:pk>/liczby/<slug:what>.<slug:kind>", figures.event_export, name="event-figures-export"),
    path("wydarzenia/<int:pk>/zmiana/", plan_views.change, name="event-change"),
    path("wydarzenia/<int:pk>/plan/<slug:part>/", row_views.part, name="event-part"),
    path("wydarzenia/<int:pk>/ustawienia-zgloszen/", plan_views.registration, name="event-registration"),
    path("wydarzenia/<int:pk>/okladka/", plan_views.cover, name="event-cover"),
    path("wydarzenia/<int:pk>/dokumenty/", plan_views.documents, name="event-documents"),
    path("wydarzenia/<int:pk>/dokumenty/<int:document_id>/", plan_views.document, name="event-document"),
    path("wydarzenia/<int:pk>/kopia/", row_views.duplicate, name="event-duplicate"),
    path("wydarzenia/<int:pk>/publikacja/", home_views.publish, name="event-publish"),
    path("wydarzenia/<int:pk>/odwolanie/", registration.cancel, name="event-cancel"),
    path("wydarzenia/<int:pk>/zgloszenia/", registration.registrations, name="registrations"),
    path("wydarzenia/<int:pk>/zgloszenia/zaproszenia/", views.invite, name="invite-members"),
    path("wydarzenia/<int:pk>/zgloszenia/odpowiedzi/", answer_views.answers, name="answers"),
    path(
        "wydarzenia/<int:pk>/zgloszenia/odpowiedzi/<int:question_id>.<slug:kind>",
        answer_views.sheet,
        name="answer-sheet",
    ),
    path("wydarzenia/<int:pk>/zgloszenia/potrzeby/", answer_views.needs, name="needs"),
    path("wydarzenia/<int:pk>/zgloszenia/potrzeby.pdf", answer_views.needs_paper, name="needs-paper"),
    path("wydarzenia/<int:pk>/zgloszenia/potrzeby/osoby/", answer_views.needs_names, name="needs-names"),
    path("wydarzenia/<int:pk>/zgloszenia/zaznaczone/", bulk_views.ticked, name="ticked"),
    path("wydarzenia/<int:pk>/zgloszenia/miejsca/", registration.places, name="places"),
    path("wydarzenia/<int:pk>/zgloszenia/z-jednego-adresu/", registration.address_limit, name="address-limit"),
    path("wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/rezygnacja/", resigning_views.resign, name="resign"),
    path(
        "wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/przywrocenie/",
        resigning_views.restore,
        name="restore-place",
    ),
    path("wydarzenia/<int:pk>/zgloszenia/telefony/", waiting_call_views.calls, name="calls"),
    path("wydarzenia/<int:pk>/zgloszenia/telefony/<int:participant_id>/", waiting_call_views.call, name="call"),
    path("wydarzenia/<int:pk>/zgloszenia/przypomnienie/", group_views.reminder, name="reminder"),
    path("wydarzenia/<int:pk>/zgloszenia/zmiana/", change_notice_views.tell, name="tell-change"),
    path("wydarzenia/<int:pk>/zgloszenia/wiadomosc/", group_views.message, name="message"),
    path("wydarzenia/<int:pk>/zgloszenia/wyslane/", sent_mail_views.mails, name="event-mails"),
    path("wydarzenia/<int:pk>/zgloszenia/nowe/", group_views.enrol, name="enrol"),
    path("wydarzenia/<int:pk>/zgloszenia/import/", imports.import_people, name="import-people"),
    path("wydarzenia/<int:pk>/zgloszenia/import/<int:list_id>/", imports.people_list, name="people-list"),
    path("wydarzenia/<int:pk>/zgloszenia/lista.<slug:kind>", group_views.export, name="export-people"),
    path("wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/", participant_views.participant, name="participant"),
    path("wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/dublet/", participant_views.merge, name="merge-doubles"),
    path(
        "wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/dublet/cofniecie/",
        participant_views.undo,
        name="undo-double",
    ),
    path("wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/kto-to/", participant_views.identity, name="identity"),
    path("wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/przeniesienie/", moving_views.move, name="move"),
    path("wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/adres/", moving_views.address, name="correct-address"),
    path("wydarzenia/<int:pk>/zgloszenia/<int:participant_id>/poprawa/", correction_views.correct, name="correct"),
    path("wydarzenia/<int:pk>/zgloszenia/decyzje/", decision_views.decisions, name="decisions"),
    path("wydarzenia/<int:pk>/papiery/lista.pdf", papers.paper, {"name": "lista"}, name="paper-list"),
    path("wydarzenia/<int:pk>/papiery/uzupelnienie.pdf", papers.paper, {"name": "uzupelnienie"}, name="paper-addition"),
    path("wydarzenia/<int:pk>/papiery/fotograf.pdf", papers.paper, {"name": "fotograf"}, name="paper-photographer"),
    path("wydarzenia/<int:pk>/obecnosc/papier/", grid_views.grid, name="paper-grid"),
    path("wydarzenia/<int:pk>/obecnosc/papier/skan/", grid_views.scan, name="paper-scan"),
    path("wydarzenia/<int:pk>/teczka/", folders.folder, name="event-folder"),
    path("wydarzenia/<int:pk>/teczka/<int:folder_id>/", folders.archive, name="event-archive"),
    path("wydarzenia/<int:pk>/zaswiadczenia/", certificates.certificates, name="certificates"),
    path("wydarzenia/<int:pk>/zaswiadczenia/wystawienie/", certificates.issue, name="certificates-issue"),
    path("wydarzenia/<int:pk>/zaswiadczenia/wszystkie.pdf", certificates.all_certificates, name="certificates-all"),
    path("wydarzenia/<int:pk>/zaswiadczenia/<int:certificate_id>/", certificates.certificate, name="certificate"),
    path(
        "wydarzenia/<int:pk>/zaswiadczenia/<int:certificate_id>/nowe/",
        replacing.prepare_anew,
        name="certificate-replace",
    ),
    path(
        "wydarzenia/<int:pk>/zaswiadczenia/<int:certificate_id>/wyslanie/",
        replacing.send_corrected,
        name="certificate-send",
    ),
    path(
        "wydarzenia/<int:pk>/zaswiadczenia/<int:certificate_id>/uniewaznienie/",
        certificates.revoke,
        name="certificate-revoke",
    ),
    path("wydarzenia/<int:pk>/obecnosc/", attendance.open_lists, name="open-lists"),
    path("wydarzenia/<int:pk>/obecnosc/listy/", attendance.sessions, name="sessions"),
    path("wydarzenia/<int:pk>/obecnosc/linki/", attendance.door_links, name="door-links"),
    path("wydarzenia/<int:pk>/obecnosc/bez-sieci.js", door_views.worker, name="door-worker"),
    path("wydarzenia/<int:pk>/obecnosc/<int:session_id>/", door_views.door, name="door"),
    path("wydarzenia/<int:pk>/obecnosc/<int:session_id>/stan/", door_views.door_state, name="door-state"),
    path("wydarzenia/<int:pk>/obecnosc/<int:session_id>/znaki/", door_views.door_marks, name="door-marks"),
    path("wydarzenia/<int:pk>/obecnosc/<int:session_id>/osoba/", door_views.walk_in, name="walk-in"),
    path("wydarzenia/<int:pk>/obecnosc/<int:session_id>/miejsce/<int:participant_id>/", door_views.admit, name="admit"),
    path("wydarzenia/<int:pk>/obecnosc/zamkniecie/", attendance.close_lists, name="close-lists"),
]
