package io.pitrguard.domain.finding;

import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.text.Counted;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Something that people must hear about a table although it does not make the table non-compliant by itself. */
public sealed interface Notice {
    /** An exemption's last day has passed: it no longer counts. */
    record ExemptionEnded(String from, Exemption exemption) implements Notice {}

    /** Further exemptions of the same table have ended: a policy may have hundreds of rules that match it. */
    record MoreExemptionsEnded(int more) implements Notice {}

    /** An exemption tag is not a date: it does not count. */
    record ExemptionUnreadable(String tag, String value) implements Notice {}

    /** Some of the three exemption tags are missing or empty: they do not count. */
    record ExemptionIncomplete(List<String> missingTags) implements Notice {
        public ExemptionIncomplete {
            missingTags = List.copyOf(missingTags);
        }
    }

    /** The exemption tags name a last day further away than the policy allows: they do not count. */
    record ExemptionTooLong(Exemption exemption, int maxDays) implements Notice {}

    /** The rule that applies does not accept exemption by tags: they do not count. */
    record ExemptionRefused(String rule) implements Notice {}

    /** AWS archived the table because its KMS key was out of reach for a week; only its last backup is left. */
    record TableArchived() implements Notice {}

    /**
     * Recovery is on, but not long enough yet for a full window: it reaches back only to this moment.
     *
     * @param fullAt when the window is as long as asked
     */
    record RecoveryWindowGrowing(Instant since, Instant fullAt) implements Notice {}

    /** Whether it is for those who ask, and nothing to do anything about. */
    default boolean informational() {
        return this instanceof RecoveryWindowGrowing;
    }

    /** Returns its kind, which has its name in JSON and mail. */
    default FindingKind kind() {
        return switch (this) {
            case ExemptionEnded _ -> FindingKind.EXEMPTION_ENDED;
            case MoreExemptionsEnded _ -> FindingKind.EXEMPTION_ENDED;
            case ExemptionUnreadable _ -> FindingKind.EXEMPTION_UNREADABLE;
            case ExemptionIncomplete _ -> FindingKind.EXEMPTION_INCOMPLETE;
            case ExemptionTooLong _ -> FindingKind.EXEMPTION_TOO_LONG;
            case ExemptionRefused _ -> FindingKind.EXEMPTION_REFUSED;
            case TableArchived _ -> FindingKind.TABLE_ARCHIVED;
            case RecoveryWindowGrowing _ -> FindingKind.RECOVERY_WINDOW_GROWING;
        };
    }

    /** Describes the problem and what to do about it. */
    default String message() {
        return switch (this) {
            case ExemptionEnded e ->
                "The exemption from %s ended on %s (reason: %s; owner: %s) and no longer counts. Remove it, or renew it with a later date."
                        .formatted(
                                e.from(),
                                e.exemption().until(),
                                e.exemption().reason(),
                                e.exemption().owner());
            case MoreExemptionsEnded m ->
                "%s of this table ended. Remove or renew their rules in the policy."
                        .formatted(Counted.of(m.more(), "more exemption", "more exemptions"));
            case ExemptionUnreadable u ->
                "The tag %s is '%s', which is not a date, so it exempts nothing. Write it as 2027-03-31."
                        .formatted(u.tag(), u.value());
            case ExemptionTooLong t ->
                "The table's tags exempt it until %s, but the policy accepts at most %s ahead (limits.maxExemptionDays), so they exempt nothing. Set an earlier date, or exempt the table with a rule of the policy."
                        .formatted(t.exemption().until(), Counted.of(t.maxDays(), "day", "days"));
            case ExemptionRefused r ->
                "The table has exemption tags, but rule '%s' does not accept them (exemptTags: false), so they exempt nothing. Remove the tags, or exempt the table with a rule of the policy."
                        .formatted(r.rule());
            case TableArchived _ ->
                "AWS archived this table because its KMS key was out of reach for over seven days. Its data is only in the backup that AWS took then (ArchivalBackupArn in describe-table): restore it from there, or delete the table.";
            case RecoveryWindowGrowing g ->
                "Restorable only since %s; the window will be full on %s."
                        .formatted(
                                g.since().truncatedTo(ChronoUnit.SECONDS),
                                g.fullAt().truncatedTo(ChronoUnit.SECONDS));
            case ExemptionIncomplete i ->
                "The table is tagged as exempt, but %s missing or empty, so it is not. Set all three exemption tags, or remove them."
                        .formatted(String.join(", ", i.missingTags()) + " "
                                + Counted.word(i.missingTags().size(), "is", "are"));
        };
    }
}
