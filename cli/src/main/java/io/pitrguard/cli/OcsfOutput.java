package io.pitrguard.cli;

import io.pitrguard.config.Prices;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.port.Ledger;
import io.pitrguard.report.OcsfFindings;
import io.pitrguard.report.OrganizationView;
import io.pitrguard.report.ReportViews;
import io.pitrguard.report.SweepReports;
import io.pitrguard.report.SweepView;
import java.io.StringWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/** Tables as Compliance Findings of the Open Cybersecurity Schema Framework, as in a report: one JSON document a line. */
final class OcsfOutput {
    private OcsfOutput() {}

    /** Returns the tables of a sweep. */
    static String text(SweepView sweep) {
        StringWriter out = new StringWriter();
        OcsfFindings.write(SweepReports.of(sweep, SweepReports.Context.NONE), out);
        return out.toString();
    }

    /** Writes the tables of an organization, one account and region after the other: a report of all may leave some out. */
    static void write(OrganizationView organization, Writer out) {
        for (OrganizationView.AccountSweepView sweep : organization.sweeps()) {
            OcsfFindings.write(SweepReports.of(sweep.view(), SweepReports.Context.NONE), out);
        }
    }

    /**
     * Returns the tables that the ledger has, without those that no longer exist.
     *
     * @param policy for required periods in commands
     */
    static String text(OpenLedger open, Ledger.Fleet fleet, Policy policy) {
        StringWriter out = new StringWriter();
        OcsfFindings.write(
                ReportViews.ofLedger(new ReportViews.Sources(
                        open.where(),
                        open.location(),
                        fleet.tables(),
                        Map.of(),
                        List.of(),
                        policy,
                        open.flappingRules(),
                        fleet.problems(),
                        Prices.shipped(),
                        open.time().awsInstant())),
                out);
        return out.toString();
    }
}
