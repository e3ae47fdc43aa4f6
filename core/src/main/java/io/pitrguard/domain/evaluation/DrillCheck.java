package io.pitrguard.domain.evaluation;

import io.pitrguard.domain.drill.DrillRules;
import io.pitrguard.domain.finding.Durations;
import io.pitrguard.domain.finding.FindingKind;
import io.pitrguard.domain.finding.Severity;
import io.pitrguard.domain.policy.DrillRequirement;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.RequirementKey;
import io.pitrguard.domain.recovery.DrillPast;
import io.pitrguard.domain.recovery.Drilled;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.table.FactKind;
import io.pitrguard.domain.table.LedgerLocation;
import io.pitrguard.domain.table.TableDetails;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.domain.text.ShellWord;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** The restore was proven by a drill within the time that the policy asks for, and the last drill did not fail. */
public final class DrillCheck implements Check {
    /** Drills must prove the restore. */
    public static final RequirementKey<DrillRequirement> DRILL = new RequirementKey.Drill("drill");

    private static final Result NO_LEDGER = new Result.Unknown(new Cause(
            Cause.Kind.MISSING,
            "Whether the restore was proven by a drill is not known without a ledger.",
            Optional.of("Name the ledger's table with --ledger.")));

    private static final Result NO_ID = new Result.Unknown(
            new Cause(Cause.Kind.BROKEN, "AWS described the table (dynamodb:DescribeTable) without its id."));

    /**
     * The last drill failed, and none was passed since.
     *
     * @param drill its id
     * @param at when it was requested
     * @param reason what it found, in sentences
     */
    public record DrillFailed(String drill, Instant at, String reason) implements Violation {
        @Override
        public FindingKind kind() {
            return FindingKind.DRILL_FAILED;
        }

        @Override
        public Severity severity() {
            return Severity.HIGH;
        }

        @Override
        public String brief() {
            return "the last drill failed";
        }

        @Override
        public String message() {
            return "The drill %s of %s failed: %s".formatted(drill, day(at), reason);
        }
    }

    /**
     * The restore was not proven in time.
     *
     * @param passed when it was last proven; empty if it never was
     * @param every how old the proof may be
     * @param since when the time was over
     */
    public record DrillOverdue(Optional<Instant> passed, Duration every, Instant since) implements Violation {
        @Override
        public FindingKind kind() {
            return FindingKind.DRILL_OVERDUE;
        }

        @Override
        public Severity severity() {
            return Severity.MEDIUM;
        }

        @Override
        public String brief() {
            return passed.map(at -> "restore last proven on " + day(at)).orElse("restore never proven");
        }

        @Override
        public String message() {
            return passed.map(at -> "The restore was last proven by a drill on " + day(at))
                            .orElse("The restore was never proven by a drill")
                    + "; the policy requires one every " + Durations.days((int) every.toDays()) + ".";
        }
    }

    private static String day(Instant at) {
        return at.atZone(ZoneOffset.UTC).toLocalDate().toString();
    }

    @Override
    public String title() {
        return "The restore was proven by a drill";
    }

    @Override
    public String reason() {
        return "Only a restore that was done and checked shows that the table can be restored, and how long that takes.";
    }

    @Override
    public String remedy(TableSnapshot snapshot, Requirement requirement, LedgerLocation ledger) {
        TableRef table = snapshot.facts().table();
        return "./pitr-guard drill %s %s"
                .formatted(
                        ShellWord.quoted(table.name()),
                        ShellWord.option("--region", table.where().region()));
    }

    /** The ids of tables tell which drills are of this one. */
    @Override
    public Set<FactKind> facts() {
        return Set.of(FactKind.DETAILS);
    }

    @Override
    public Optional<RequirementKey<?>> key() {
        return Optional.of(DRILL);
    }

    @Override
    public Optional<Asked> asked(Requirement requirement) {
        return requirement.get(DRILL).map(drill -> {
            String every = Durations.days((int) drill.every().toDays());
            return new Asked(
                    "a drill every " + every,
                    "their restore proven by a drill every " + every,
                    new Asked.Handling.AlertOnly("missing or failed drills"));
        });
    }

    @Override
    public Result test(Requirement requirement, TableSnapshot snapshot) {
        return switch (snapshot.past().drills()) {
            case DrillPast.NotYet _ -> PASSED;
            case DrillPast.NotRead _ -> NO_LEDGER;
            case DrillPast.Unreadable(Cause cause) -> new Result.Unknown(cause);
            case DrillPast.Known known ->
                snapshot.facts()
                        .known(FactKind.DETAILS, TableDetails.class)
                        .origin()
                        .map(origin -> test(
                                requirement.get(DRILL).orElseThrow(),
                                known.of(origin.tableId()),
                                origin,
                                snapshot.at()))
                        .orElse(NO_ID);
        };
    }

    private static Result test(DrillRequirement drill, DrillPast.Known known, TableDetails.Origin origin, Instant now) {
        if (known.failed().isPresent()) {
            Drilled failed = known.failed().get();
            return new Result.Failed(new DrillFailed(failed.drill(), failed.at(), failed.reason()));
        }
        return DrillRules.overdue(drill, known.passed(), origin.createdAt(), now)
                ? new Result.Failed(new DrillOverdue(
                        known.passed().map(Drilled::at),
                        drill.every(),
                        DrillRules.deadline(drill, known.passed(), origin.createdAt())))
                : PASSED;
    }
}
