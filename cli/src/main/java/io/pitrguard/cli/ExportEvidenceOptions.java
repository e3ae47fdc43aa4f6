package io.pitrguard.cli;

import io.pitrguard.config.Settings;
import io.pitrguard.domain.export.BucketLock;
import io.pitrguard.domain.export.ExportResult;
import io.pitrguard.domain.export.ExportVerdict;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.export.ExportRecorder;
import io.pitrguard.port.Result;
import io.pitrguard.port.Time;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.ExportWiring;
import io.pitrguard.wiring.TableReadWiring;
import java.io.PrintWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Stores what an export came to, where a bucket for evidence is configured. */
final class ExportEvidenceOptions {
    @Option(
            names = "--ledger",
            paramLabel = "NAME",
            description = "Ledger table, which has the chain of evidence. Default: " + Settings.LEDGER_TABLE + ", else "
                    + LedgerOptions.STANDARD + ".")
    private @Nullable String ledger;

    /** Stores a verdict, and says where; returns false if it could not be stored. */
    boolean store(AwsClients clients, AccountRegion where, ExportVerdict verdict, PrintWriter err) {
        return store(clients, where, verdict, ledger, err);
    }

    /**
     * Stores a verdict, and says where; returns false if it could not be stored.
     *
     * @param ledger name of the ledger's table; null: that of the environment
     */
    static boolean store(
            AwsClients clients, AccountRegion where, ExportVerdict verdict, @Nullable String ledger, PrintWriter err) {
        Settings.LedgerSettings settings = LedgerOptions.settings(CommandEnvironment.variables(), ledger);
        Time time = clients.time(CommandTime.current());
        ExportRecorder recorder = ExportWiring.recorder(clients, settings, time);
        ExportResult result = new ExportResult(
                verdict, lock(clients, verdict), CurrentCaller.known(clients).arn(), time.awsInstant());
        return switch (recorder.record(where, result)) {
            case Result.Success<Optional<Long>>(Optional<Long> number) -> {
                number.ifPresent(each -> err.println(
                        "pitr-guard: the result is record %d of the evidence of %s.".formatted(each, where.region())));
                yield true;
            }
            case Result.Failure<Optional<Long>>(Cause cause) -> {
                err.println("pitr-guard: the result is not stored as evidence. " + cause.message()
                        + " Store it: ./pitr-guard export status --record "
                        + verdict.export().arn());
                yield false;
            }
        };
    }

    private static String lock(AwsClients clients, ExportVerdict verdict) {
        return verdict.export()
                .files()
                .bucket()
                .map(bucket -> switch (TableReadWiring.locks(clients).of(bucket)) {
                    case Result.Success<BucketLock>(BucketLock lock) -> lock.description();
                    case Result.Failure<BucketLock>(Cause cause) -> "not known: " + cause.message();
                })
                .orElse("not known: AWS does not name the bucket.");
    }
}
