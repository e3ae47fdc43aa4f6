package io.pitrguard.cli;

import io.pitrguard.report.OrganizationStatusView;
import io.pitrguard.report.StatusView;
import java.util.stream.Collectors;

/** The last known state of a fleet as comma-separated values (RFC 4180). */
final class StatusCsv {
    private StatusCsv() {}

    /** Returns a line for each table. */
    static String tables(StatusView view) {
        return "arn,name,verdict,violations,recoveryStatus,recoveryPeriodDays,restorableSince,growing,observedAt,"
                + "flappingSince,lostFrom,lostTo,reason,restoreProven\r\n"
                + view.tables().stream().map(StatusCsv::line).collect(Collectors.joining());
    }

    private static String line(StatusView.TableView table) {
        StatusView.ObservationView last = table.lastObservation();
        StatusView.FlappingView flapping = table.flapping();
        StatusView.LossView loss = table.historyLost();
        return CsvOutput.fields(
                table.arn(),
                table.name(),
                table.verdict(),
                table.violations().stream()
                        .map(violation -> violation.kind().toString())
                        .collect(Collectors.joining(" ")),
                table.recovery().status(),
                table.recovery().recoveryPeriodDays(),
                table.recovery().restorableSince(),
                table.recovery().growing(),
                last == null ? null : last.at(),
                flapping == null ? null : flapping.since(),
                loss == null ? null : loss.from(),
                loss == null ? null : loss.to(),
                table.reason(),
                table.restoreProven());
    }

    /** Returns a line for each account and region. */
    static String places(OrganizationStatusView view) {
        return "account,accountName,owner,region,tables,compliant,nonCompliant,exempt,notApplicable,undetermined,deleted,"
                + "flapping,historyLost,oldestObservationAt,newestObservationAt,leftOut\r\n"
                + view.places().stream().map(StatusCsv::line).collect(Collectors.joining());
    }

    private static String line(OrganizationStatusView.PlaceStatusView place) {
        StatusView.Summary tables = place.tables();
        return CsvOutput.fields(
                place.account().id(),
                place.account().name(),
                place.account().owner(),
                place.region(),
                tables.tables(),
                tables.compliant(),
                tables.nonCompliant(),
                tables.exempt(),
                tables.notApplicable(),
                tables.undetermined(),
                tables.gone(),
                tables.flapping(),
                tables.historyLost(),
                place.oldestObservationAt(),
                place.newestObservationAt(),
                place.leftOut());
    }
}
