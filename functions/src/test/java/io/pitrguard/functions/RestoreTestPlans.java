package io.pitrguard.functions;

import io.pitrguard.aws.SandboxAws;
import io.pitrguard.domain.policy.RestorePolicy;
import io.pitrguard.domain.restore.ApprovalNeed;
import io.pitrguard.domain.restore.DescribedTable;
import io.pitrguard.domain.restore.RestoreCost;
import io.pitrguard.domain.restore.RestoreMoment;
import io.pitrguard.domain.restore.RestorePlan;
import io.pitrguard.domain.restore.RestorePoint;
import io.pitrguard.domain.restore.RestoreRequest;
import io.pitrguard.domain.restore.RestoreSource;
import io.pitrguard.domain.restore.SettingsChoice;
import io.pitrguard.domain.restore.SourceFacts;
import io.pitrguard.domain.restore.TableBackup;
import io.pitrguard.domain.restore.TableDescription;
import io.pitrguard.domain.restore.TimeEstimate;
import io.pitrguard.domain.table.RecoveryState;
import io.pitrguard.domain.table.TableRef;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.TableRestores;
import io.pitrguard.wiring.RestoreWiring;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Plans of restores of a table on the sandbox. */
record RestoreTestPlans(SandboxAws aws, TableRef source, RestorePolicy policy, SettingsChoice settings) {
    /** Plans to restore the table to an hour ago. */
    RestorePlan live() {
        Instant moment = now().minus(Duration.ofHours(1));
        return plan(
                new RestoreSource.Live(source),
                new RestoreMoment.At(moment),
                new RestorePoint.PointInTime(moment),
                new SourceFacts(sourceId(), AnyRestore.shape(), new RecoveryState.Disabled()));
    }

    /** Plans to restore the deleted table from the backup that AWS made of it. */
    RestorePlan deleted() {
        TableBackup backup = tables().backups(source).success().orElseThrow().getFirst();
        return plan(
                new RestoreSource.Deleted(source),
                new RestoreMoment.Latest(),
                new RestorePoint.Backup(backup),
                new SourceFacts(backup.tableId(), AnyRestore.shape(), new RecoveryState.TableGone()));
    }

    private RestorePlan plan(RestoreSource of, RestoreMoment moment, RestorePoint from, SourceFacts facts) {
        RestoreRequest request = new RestoreRequest(
                of,
                moment,
                Optional.of(RestoreTestBed.TARGET),
                Optional.empty(),
                true,
                settings,
                Optional.empty(),
                RestoreTestBed.ANN);
        return new RestorePlan(
                request,
                aws.where().table(RestoreTestBed.TARGET),
                policy.targetPrefix(),
                from,
                facts,
                new TimeEstimate.General(),
                new RestoreCost.Unknown("No price is known."),
                List.of(),
                ApprovalNeed.of(policy),
                now());
    }

    private Optional<String> sourceId() {
        return tables().describe(source)
                .success()
                .flatMap(found -> found instanceof DescribedTable.Present(TableDescription table)
                        ? Optional.of(table.tableId())
                        : Optional.empty());
    }

    private TableRestores tables() {
        return RestoreWiring.tableRestores(aws.clients());
    }

    private Instant now() {
        return aws.time().instant().truncatedTo(ChronoUnit.SECONDS);
    }
}
