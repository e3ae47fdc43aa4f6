package io.pitrguard.domain.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitrguard.domain.policy.Exemption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoticeTest {
    private static final Notice ENDED = new Notice.ExemptionEnded(
            "rule 'legacy'", new Exemption("moving to Aurora", "team-data", LocalDate.parse("2027-03-09")));
    private static final Notice UNREADABLE = new Notice.ExemptionUnreadable("pitr-guard:exempt-until", "100 %s soon");

    @Test
    void saysWhatIsTheMatterAndWhatToDo() {
        assertThat(ENDED.message())
                .isEqualTo("The exemption from rule 'legacy' ended on 2027-03-09 (reason: moving to Aurora;"
                        + " owner: team-data) and no longer counts. Remove it, or renew it with a later date.");
        assertThat(UNREADABLE.message())
                .isEqualTo(
                        "The tag pitr-guard:exempt-until is '100 %s soon', which is not a date, so it exempts nothing."
                                + " Write it as 2027-03-31.");
    }

    @Test
    void countsExemptionsThatEndedBesideThoseNamed() {
        assertThat(new Notice.MoreExemptionsEnded(497).message())
                .isEqualTo("497 more exemptions of this table ended. Remove or renew their rules in the policy.");
        assertThat(new Notice.MoreExemptionsEnded(1).kind()).isEqualTo(FindingKind.EXEMPTION_ENDED);
        assertThat(new Notice.MoreExemptionsEnded(1).informational()).isFalse();
    }

    @Test
    void saysWhereTheDataOfAnArchivedTableIs() {
        assertThat(new Notice.TableArchived().message())
                .isEqualTo("AWS archived this table because its KMS key was out of reach for over seven days."
                        + " Its data is only in the backup that AWS took then (ArchivalBackupArn in describe-table):"
                        + " restore it from there, or delete the table.");
    }

    @Test
    void namesEveryMissingTag() {
        assertThat(new Notice.ExemptionIncomplete(List.of("pitr-guard:exempt-owner")).message())
                .isEqualTo("The table is tagged as exempt, but pitr-guard:exempt-owner is missing or empty,"
                        + " so it is not. Set all three exemption tags, or remove them.");
        assertThat(new Notice.ExemptionIncomplete(List.of("pitr-guard:exempt-reason", "pitr-guard:exempt-owner"))
                        .message())
                .isEqualTo("The table is tagged as exempt, but pitr-guard:exempt-reason, pitr-guard:exempt-owner are"
                        + " missing or empty, so it is not. Set all three exemption tags, or remove them.");
    }

    @Test
    void saysWhyTagsDoNotExemptAndWhatToDo() {
        assertThat(new Notice.ExemptionTooLong(new Exemption("why", "who", LocalDate.parse("9999-12-31")), 366)
                        .message())
                .isEqualTo("The table's tags exempt it until 9999-12-31, but the policy accepts at most 366 days ahead"
                        + " (limits.maxExemptionDays), so they exempt nothing. Set an earlier date, or exempt the table"
                        + " with a rule of the policy.");
        assertThat(new Notice.ExemptionRefused("critical").message())
                .isEqualTo("The table has exemption tags, but rule 'critical' does not accept them (exemptTags: false),"
                        + " so they exempt nothing. Remove the tags, or exempt the table with a rule of the policy.");
        assertThat(new Notice.ExemptionRefused("critical").kind()).isEqualTo(FindingKind.EXEMPTION_REFUSED);
        assertThat(new Notice.ExemptionTooLong(new Exemption("why", "who", LocalDate.MAX), 1).kind())
                .isEqualTo(FindingKind.EXEMPTION_TOO_LONG);
    }

    @Test
    void namesItsKind() {
        assertThat(List.of(ENDED, UNREADABLE, new Notice.ExemptionIncomplete(List.of("a")), new Notice.TableArchived()))
                .extracting(notice -> notice.kind().toString())
                .containsExactly("ExemptionEnded", "ExemptionUnreadable", "ExemptionIncomplete", "TableArchived");
    }

    @Test
    void keepsTheMissingTagsWhateverHappensToTheList() {
        List<String> missing = new ArrayList<>(List.of("a"));
        Notice.ExemptionIncomplete notice = new Notice.ExemptionIncomplete(missing);
        missing.clear();
        assertThat(notice.missingTags()).containsExactly("a");
    }
}
