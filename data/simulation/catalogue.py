"""Every sample export of a city, in the order of the manifest."""

from data.simulation.aid import aid_files
from data.simulation.case_files import case_files
from data.simulation.city import SampleCity
from data.simulation.institution_files import institution_files
from data.simulation.layout import Export
from data.simulation.member_files import member_files
from data.simulation.proposals import proposal_files
from data.simulation.recap_files import recap_files
from data.simulation.welfare import welfare_files


def exports(city: SampleCity) -> list[Export]:
    """All files of one city; the same bytes on every call."""
    subjects = (case_files, recap_files, member_files, institution_files, proposal_files, welfare_files, aid_files)
    return [export for files in subjects for export in files(city)]
