package io.pitrguard.functions;

import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.report.OutputMetrics;
import io.pitrguard.report.SweepView;
import io.pitrguard.securityhub.FindingExport;
import io.pitrguard.securityhub.FindingExport.Exported;
import io.pitrguard.securityhub.FindingExport.Judged;
import io.pitrguard.sweep.SweepResult;
import io.pitrguard.wiring.SecurityHubWiring;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sends the findings of sweeps to Security Hub, where the deployment has that option. */
final class SecurityConsole {
    private final Deployment deployment;
    private @Nullable FindingExport export;

    SecurityConsole(Deployment deployment) {
        this.deployment = deployment;
    }

    /**
     * Sends what changed, and writes to log and metrics what failed. It never fails an invocation: the next sweep sends it.
     *
     * @param judgedBefore the names of the tables that earlier calls of the sweep judged
     * @throws InterruptedException when the thread is asked to stop
     */
    void send(SweepResult result, SweepView view, Set<String> judgedBefore, Invocation invocation)
            throws InterruptedException {
        if (!deployment.settings().reporting().outputs().securityHub()) {
            return;
        }
        Set<String> others = new HashSet<>(judgedBefore);
        others.addAll(result.left().names());
        others.addAll(view.carried().stream().map(SweepView.CarriedView::name).collect(Collectors.toSet()));
        boolean whole = result.listingFailure().isEmpty() && !result.left().unlisted();
        AccountRegion where = result.order().where();
        Judged judged = new Judged(
                where, view.tables(), others, whole, result.listingFailure().map(Cause::message));
        Exported exported = exported(judged, invocation);
        OutputMetrics.line(
                        exported.sent(),
                        exported.failed(),
                        exported.why(),
                        new OutputMetrics.Of(
                                where, invocation.id(), invocation.now().toEpochMilli()),
                        invocation.metricsOutput())
                .ifPresent(invocation::metrics);
    }

    private Exported exported(Judged judged, Invocation invocation) throws InterruptedException {
        try {
            return export(invocation.where()).export(judged, invocation.budget().end());
        } catch (RuntimeException unexpected) {
            return new Exported(0, judged.tables().size(), Optional.of(Cause.unexpected(unexpected)));
        }
    }

    private FindingExport export(AccountRegion here) {
        FindingExport known = export;
        if (known == null) {
            known = SecurityHubWiring.export(deployment.clients(), here, deployment.settings(), deployment.time());
            export = known;
        }
        return known;
    }
}
