package io.pitrguard.functions;

import com.amazonaws.services.lambda.runtime.logging.LogLevel;
import io.pitrguard.config.Settings;
import io.pitrguard.domain.evidence.EvidenceRecord;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.evidence.EvidenceWriter;
import io.pitrguard.port.Result;
import io.pitrguard.report.EvidenceMetrics;
import io.pitrguard.report.EvidenceView;
import io.pitrguard.report.HtmlReport;
import io.pitrguard.report.Json;
import io.pitrguard.report.ReportView;
import io.pitrguard.report.SweepReports;
import io.pitrguard.wiring.EvidenceWiring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Keeps the report of a sweep as evidence. Whatever comes of it, the sweep goes on. */
final class KeptEvidence {
    /** What storing takes at most, and the alert after it, when AWS answers nothing. */
    private static final Duration LEAST = Duration.ofSeconds(28);

    private final Optional<EvidenceWriter> writer;
    private final SweepReports.Context context;

    KeptEvidence(Deployment deployment) {
        Settings settings = deployment.settings();
        writer = EvidenceWiring.writer(deployment.clients(), settings.ledger(), deployment.time());
        context = new SweepReports.Context(
                settings.policyDigest(), settings.ledger().table(), List.of());
    }

    /**
     * Keeps a report, logs what came of it, and counts a failure.
     *
     * @param report makes the report
     * @return what became of it; empty where no evidence is kept
     */
    Optional<EvidenceView> keep(
            String sweep, Function<SweepReports.Context, ReportView> report, Invocation invocation) {
        return writer.map(kept -> {
            Result<EvidenceRecord> written = invocation.remaining().compareTo(LEAST) < 0
                    ? new Result.Failure<>(
                            new Cause(Cause.Kind.OUT_OF_TIME, "The sweep left no time to keep its report."))
                    : Result.of(() -> kept.write(invocation.where(), sweep, document(report.apply(context))));
            if (written.failure().isPresent()) {
                invocation.metrics(EvidenceMetrics.failed(
                        invocation.metricsOutput(),
                        invocation.where(),
                        sweep,
                        invocation.now().toEpochMilli()));
            }
            EvidenceView view = EvidenceView.of(written);
            invocation.log(Json.write(view), written.failure().isPresent() ? LogLevel.ERROR : LogLevel.INFO);
            return view;
        });
    }

    private static EvidenceWriter.Report document(ReportView report) {
        return new EvidenceWriter.Report() {
            @Override
            public byte[] html() {
                return HtmlReport.of(report);
            }

            @Override
            public byte[] json() {
                return Json.bytes(report);
            }
        };
    }
}
