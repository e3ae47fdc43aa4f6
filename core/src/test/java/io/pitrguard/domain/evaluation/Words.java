package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.finding.Notice;
import io.pitrguard.domain.policy.Exemption;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.Fact;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.table.TableStatus;
import io.pitrguard.domain.table.Tags;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The words that the truth tables of the evaluator are written in, and what each stands for. */
final class Words {
    static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    static final AccountRegion HERE = new AccountRegion("aws", "111122223333", "eu-west-1");
    static final TableRef ORDERS = HERE.table("orders");
    static final Exemption OWN = new Exemption("load test", "team-data", LocalDate.parse("2027-03-31"));
    static final Exemption OWN_ENDED = new Exemption("load test", "team-data", LocalDate.parse("2027-03-09"));

    static final List<String> STATES =
            words("fresh, edge, ahead, no earliest, short, barely short, stale, barely stale,"
                    + " short stale, no period, no latest, bare, no period stale, short no latest, off, gone,"
                    + " throttled, broken, denied, not yet, out of time, refused");
    static final List<String> REQUIREMENTS = words("on, days, lag, protection, days+lag, all");

    private static final Instant EARLIEST = Instant.parse("2027-02-10T00:00:00Z");
    private static final Duration ALLOWED = Duration.ofMinutes(15);

    private Words() {}

    private static List<String> words(String text) {
        return List.of(text.split(", "));
    }

    static RecoveryState state(String word) {
        return switch (word) {
            case "fresh" -> enabled(35, "2027-03-10T11:55:00Z");
            case "edge" -> enabled(14, "2027-03-10T11:45:00Z");
            case "short" -> enabled(7, "2027-03-10T11:55:00Z");
            case "barely short" -> enabled(13, "2027-03-10T11:55:00Z");
            case "stale" -> enabled(35, "2027-03-10T11:00:00Z");
            case "barely stale" -> enabled(35, "2027-03-10T11:44:59.999999999Z");
            case "short stale" -> enabled(7, "2027-03-10T11:00:00Z");
            case "ahead" -> enabled(35, "2027-03-10T12:01:00Z");
            case "no earliest" ->
                new RecoveryState.Enabled(
                        OptionalInt.of(35), Optional.empty(), Optional.of(Instant.parse("2027-03-10T11:55:00Z")));
            case "no period" ->
                new RecoveryState.Enabled(
                        OptionalInt.empty(), Optional.of(EARLIEST), Optional.of(Instant.parse("2027-03-10T11:55:00Z")));
            case "no period stale" ->
                new RecoveryState.Enabled(
                        OptionalInt.empty(), Optional.of(EARLIEST), Optional.of(Instant.parse("2027-03-10T11:00:00Z")));
            case "no latest" -> new RecoveryState.Enabled(OptionalInt.of(35), Optional.of(EARLIEST), Optional.empty());
            case "short no latest" ->
                new RecoveryState.Enabled(OptionalInt.of(7), Optional.of(EARLIEST), Optional.empty());
            case "bare" -> new RecoveryState.Enabled(OptionalInt.empty(), Optional.empty(), Optional.empty());
            case "off" -> new RecoveryState.Disabled();
            case "gone" -> new RecoveryState.TableGone();
            default -> new RecoveryState.Unreadable(cause(word));
        };
    }

    private static RecoveryState enabled(int days, String latest) {
        return new RecoveryState.Enabled(
                OptionalInt.of(days), Optional.of(EARLIEST), Optional.of(Instant.parse(latest)));
    }

    static Requirement requirement(String word) {
        Requirement on = Requirement.RECOVERY_ON;
        Requirement days = on.with(RecoveryPeriodCheck.DAYS, 14);
        Requirement lag = on.with(RestorePointLagCheck.MAX_LAG, ALLOWED);
        Requirement protection = on.with(DeletionProtectionCheck.PROTECTION, true);
        return switch (word) {
            case "on" -> on;
            case "days" -> days;
            case "lag" -> lag;
            case "protection" -> protection;
            case "days+lag" -> days.and(lag);
            case "all" -> days.and(lag).and(protection);
            default -> throw new IllegalArgumentException("no such requirement: " + word);
        };
    }

    /** Reads {@code not read}, {@code gone}, {@code ACTIVE protected}, {@code ACTIVE open} or a cause. */
    static Fact<TableDetails> details(String word) {
        String[] parts = word.split(" ");
        return switch (parts[parts.length - 1]) {
            case "read" -> new Fact.NotRead<>();
            case "gone" -> new Fact.Gone<>();
            case "protected" -> new Fact.Known<>(new TableDetails(TableStatus.valueOf(parts[0]), 1024, true));
            case "open" -> new Fact.Known<>(new TableDetails(TableStatus.valueOf(parts[0]), 1024, false));
            default -> new Fact.Unreadable<>(cause(word));
        };
    }

    static Tags tags(String word) {
        return switch (word) {
            case "none" -> Tags.NONE;
            case "active" -> exemptTags("2027-03-31");
            case "ended" -> exemptTags("2027-03-09");
            case "too far" -> exemptTags("2028-03-11");
            case "no date" -> exemptTags("31.03.2027");
            case "incomplete" ->
                new Tags.Known(Map.of(
                        "pitr-guard:exempt-until", "2027-03-31", "pitr-guard:exempt-reason", " ", "tier", "gold"));
            case "unreadable" -> new Tags.Unreadable(cause("tags"));
            default ->
                new Tags.Known(Map.of(word.substring(0, word.indexOf('=')), word.substring(word.indexOf('=') + 1)));
        };
    }

    private static Tags exemptTags(String until) {
        return new Tags.Known(Map.of(
                "pitr-guard:exempt-until", until,
                "pitr-guard:exempt-reason", "load test",
                "pitr-guard:exempt-owner", "team-data"));
    }

    /** What people hear of such tags. */
    static List<Notice> notices(String tags) {
        return switch (tags) {
            case "ended" -> List.of(new Notice.ExemptionEnded("the table's tags", OWN_ENDED));
            case "too far" ->
                List.of(new Notice.ExemptionTooLong(
                        new Exemption("load test", "team-data", LocalDate.parse("2028-03-11")), 366));
            case "no date" -> List.of(new Notice.ExemptionUnreadable("pitr-guard:exempt-until", "31.03.2027"));
            case "incomplete" ->
                List.of(new Notice.ExemptionIncomplete(List.of("pitr-guard:exempt-reason", "pitr-guard:exempt-owner")));
            default -> List.of();
        };
    }

    static Verdict verdict(String word) {
        return switch (word) {
            case "ok" -> new Verdict.Compliant();
            case "own" -> new Verdict.Exempt(OWN);
            case "-gone" -> new Verdict.NotApplicable("The table no longer exists.");
            case "-archived" -> new Verdict.NotApplicable("The table is archived.");
            case "-deleting" -> new Verdict.NotApplicable("The table is being deleted.");
            default ->
                word.startsWith("?")
                        ? new Verdict.Undetermined(cause(word.substring(1)))
                        : new Verdict.NonCompliant(Arrays.stream(word.split("\\+"))
                                .map(Words::violation)
                                .toList());
        };
    }

    /** What such a word asks for. */
    static Set<FactKind> missing(String word) {
        return word.endsWith("*") ? Set.of(FactKind.DETAILS) : Set.of();
    }

    private static Violation violation(String word) {
        return switch (word) {
            case "OFF" -> new RecoveryEnabledCheck.RecoveryDisabled();
            case "SHORT" -> new RecoveryPeriodCheck.PeriodTooShort(14, 7);
            case "SHORT13" -> new RecoveryPeriodCheck.PeriodTooShort(14, 13);
            case "STALE" ->
                new RestorePointLagCheck.RestorePointStale(
                        ALLOWED, Instant.parse("2027-03-10T11:00:00Z"), Duration.ofMinutes(60));
            case "STALE1NS" ->
                new RestorePointLagCheck.RestorePointStale(
                        ALLOWED,
                        Instant.parse("2027-03-10T11:44:59.999999999Z"),
                        Duration.ofMinutes(15).plusNanos(1));
            case "OPEN" -> new DeletionProtectionCheck.DeletionProtectionOff();
            default -> throw new IllegalArgumentException("no such violation: " + word);
        };
    }

    static Cause cause(String word) {
        return switch (word) {
            case "throttled" -> new Cause(Cause.Kind.THROTTLED, "Rate exceeded.");
            case "broken" -> new Cause(Cause.Kind.BROKEN, "AWS answered 500.");
            case "denied" -> new Cause(Cause.Kind.DENIED, "Not authorized.");
            case "not yet" -> new Cause(Cause.Kind.NOT_YET, "Backups have not yet been enabled.");
            case "out of time" -> new Cause(Cause.Kind.OUT_OF_TIME, "The sweep's time ran out.");
            case "refused" -> new Cause(Cause.Kind.REFUSED, "Not understood.");
            case "tags" -> new Cause(Cause.Kind.DENIED, "No tag:GetResources.");
            case "by tags" ->
                new Cause(
                        Cause.Kind.DENIED,
                        "The verdict depends on the table's tags, which could not be read. No tag:GetResources.");
            case "period" ->
                new Cause(
                        Cause.Kind.REFUSED,
                        "AWS reported recovery as on without its period (RecoveryPeriodInDays), so the period cannot be checked.");
            case "latest" ->
                new Cause(
                        Cause.Kind.REFUSED,
                        "AWS reported recovery as on without its latest restorable time (LatestRestorableDateTime), so the lag cannot be checked.");
            case "unread" -> new Cause(Cause.Kind.OUT_OF_TIME, "The table's description (DescribeTable) was not read.");
            default ->
                new Cause(
                        Cause.Kind.BROKEN,
                        "AWS describes the table (status " + TableStatus.valueOf(word)
                                + ") but knows no continuous backups of it.");
        };
    }
}
