package io.pitrguard.cli;

import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.restore.AuditTerms;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of a moment that is kept as a table. */
final class AuditTableOptions {
    @Option(
            names = "--as-table",
            description =
                    "Keep the moment as a table that nobody can write, with deletion protection, instead of files in"
                            + " S3. Requires --until, --owner and --purpose.")
    private boolean asTable;

    @Option(
            names = "--until",
            paramLabel = "DATE",
            description =
                    "With --as-table: the last day on which the table is needed, in UTC, such as 2027-03-31. Nothing"
                            + " deletes it then: 'export discard' does, after a sign-off.")
    private @Nullable String until;

    @Option(names = "--owner", paramLabel = "NAME", description = "With --as-table: who answers for the table.")
    private @Nullable String owner;

    @Option(names = "--purpose", paramLabel = "TEXT", description = "With --as-table: what the table is kept for.")
    private @Nullable String purpose;

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description =
                    "With --as-table: policy file, whose key recovery tells who approves and how restored tables are"
                            + " named. -: standard input. Default: the built-in policy.")
    private @Nullable Path policy;

    /** Whether a table is asked for. */
    boolean asTable() {
        return asTable;
    }

    /** Refuses options that mean nothing without a table. */
    void checkUnused(CommandSpec spec) {
        Map<String, Boolean> given = Map.of(
                "--until", until != null,
                "--owner", owner != null,
                "--purpose", purpose != null,
                "--policy", policy != null);
        given.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .sorted()
                .findFirst()
                .ifPresent(option -> {
                    throw new ParameterException(spec.commandLine(), option + " requires --as-table");
                });
    }

    /**
     * Returns the terms.
     *
     * @throws ParameterException if one is missing, or is none
     */
    AuditTerms terms(CommandSpec spec, Instant now) {
        LocalDate last = date(spec, required(spec, "--until", until));
        if (!last.isAfter(now.atZone(ZoneOffset.UTC).toLocalDate())) {
            throw new ParameterException(spec.commandLine(), "--until must be a day to come, not '" + last + "'");
        }
        return new AuditTerms(
                text(spec, "--owner", required(spec, "--owner", owner)),
                text(spec, "--purpose", required(spec, "--purpose", purpose)),
                last);
    }

    /** Returns the policy. */
    Policy policy() {
        return PolicyOption.ofOneAccount(policy);
    }

    /** Whether a policy was given. */
    boolean namesPolicy() {
        return policy != null;
    }

    private static String required(CommandSpec spec, String option, @Nullable String value) {
        if (value == null) {
            throw new ParameterException(spec.commandLine(), "export --as-table requires " + option);
        }
        return value;
    }

    private static LocalDate date(CommandSpec spec, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new ParameterException(
                    spec.commandLine(), "--until must be a date, such as 2027-03-31, not '" + text + "'");
        }
    }

    private static String text(CommandSpec spec, String option, String text) {
        AuditTerms.problem(text).ifPresent(why -> {
            throw new ParameterException(spec.commandLine(), option + " " + why + ", not '" + text + "'");
        });
        return text;
    }
}
