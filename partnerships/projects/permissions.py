"""Who may see and keep a project in the panel: staff of its centre read it, its coordinators keep it.

A project without a centre is the administrator's. The logo rows belong to the whole portal: whoever may keep projects
somewhere may upload the official files.
"""

from django.db.models import Q, QuerySet

from accounts.models import Role, User
from entities.centres.permissions import MAY, Anyone, CentrePermission, centres_for, centres_of, row_for
from partnerships.projects.models import FundingProject


def projects_for(user: Anyone, permission: CentrePermission = CentrePermission.READ_EVENTS) -> QuerySet[FundingProject]:
    """Projects of the centres in which this person may do this; those of no centre are the administrator's.

    Every member of staff reads. An event is planned in a project with RUN_EVENTS, a text is paid by one with
    WRITE_ARTICLES.
    """
    mine = Q(centre__in=centres_for(user, permission))
    if isinstance(user, User) and user.is_active and user.role == Role.ADMINISTRATOR:
        mine |= Q(centre__isnull=True)
    return FundingProject.objects.filter(mine)


def project_for(user: Anyone, pk: int, permission: CentrePermission) -> FundingProject:
    """The project, for somebody who may do this with it. A stranger gets 404, a colleague without the right 403."""
    return row_for(user, projects_for(user).select_related("centre"), pk, permission)


def keeps_projects(user: Anyone) -> bool:
    """Whether the person may enter projects and exchange the official logos."""
    return isinstance(user, User) and user.role in MAY[CentrePermission.EDIT_PROJECTS] and bool(centres_of(user))
