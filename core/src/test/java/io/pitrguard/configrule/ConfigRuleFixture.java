package io.pitrguard.configrule;

import io.pitrguard.concurrent.Pacer;
import io.pitrguard.domain.policy.Action;
import io.pitrguard.domain.policy.Limits;
import io.pitrguard.domain.policy.Match;
import io.pitrguard.domain.policy.Policy;
import io.pitrguard.domain.policy.Requirement;
import io.pitrguard.domain.policy.Rule;
import io.pitrguard.port.ComplianceResults;
import io.pitrguard.port.ComplianceResults.Compliance;
import io.pitrguard.port.InMemoryComplianceResults;
import io.pitrguard.port.InMemoryTables;
import io.pitrguard.port.Page;
import io.pitrguard.port.Result;
import io.pitrguard.port.SettableTime;
import io.pitrguard.remediate.NextRun;
import io.pitrguard.remediate.Remediation;
import io.pitrguard.sweep.FleetReader;
import io.pitrguard.sweep.RemediationTools;
import io.pitrguard.sweep.StateReader;
import io.pitrguard.sweep.Sweep;
import io.pitrguard.sweep.SweepFixture;
import io.pitrguard.sweep.SweepOrder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A rule of AWS Config over tables and results in memory. */
final class ConfigRuleFixture {
    static final String RULE = "pitr-guard";
    static final Policy REMEDIATE = remediate(Limits.STANDARD);

    final SettableTime time = new SettableTime();
    final InMemoryTables tables = new InMemoryTables(time);
    final InMemoryComplianceResults results = new InMemoryComplianceResults(RULE);
    Policy policy = REMEDIATE;
    boolean fix = true;
    boolean act = true;
    double rate = Double.POSITIVE_INFINITY;

    /** AWS Config as the results in memory are, until a test changes one of its answers. */
    class Config implements ComplianceResults {
        @Override
        public Result<List<Evaluation>> report(Ticket ticket, List<Evaluation> evaluations) {
            return results.report(ticket, evaluations);
        }

        @Override
        public Result<Page<List<String>>> held(String ruleName, Optional<String> token) {
            return results.held(ruleName, token);
        }
    }

    /** A policy that enables recovery of every table, within these limits. */
    static Policy remediate(Limits limits) {
        return new Policy(
                "test",
                List.of(new Rule(
                        "all", Match.EVERY_TABLE, new Rule.Effect.Require(Requirement.RECOVERY_ON, Action.REMEDIATE))),
                limits);
    }

    ConfigRule rule(ComplianceResults to) {
        StateReader states = new StateReader(tables, new Pacer(rate, time), time, new Random(7));
        FleetReader fleet =
                new FleetReader(new FleetReader.Ports(tables, tables), states, time, 4, new Pacer(rate, time));
        Remediation remediation = new Remediation(fleet, tables, SweepFixture.PRICES, time, NextRun.SCHEDULED);
        return new ConfigRule(
                new Sweep(fleet, states, new RemediationTools(remediation, SweepFixture.PRICES, time)), to, time);
    }

    ConfigOrder order(Instant readUntil, Instant end) {
        return new ConfigOrder(
                new SweepOrder("test", InMemoryTables.WHERE, policy, fix, readUntil),
                RULE,
                results.ticket(),
                Compliance.NOT_APPLICABLE,
                act,
                end);
    }

    ConfigOutcome run(ConfigTrigger trigger) throws InterruptedException {
        return run(new Config(), trigger);
    }

    /** Runs as if there were no end of time. */
    ConfigOutcome run(ComplianceResults to, ConfigTrigger trigger) throws InterruptedException {
        return rule(to).run(order(SweepOrder.NO_DEADLINE, SweepOrder.NO_DEADLINE), trigger);
    }

    ConfigTrigger.Changed changed(String table, boolean itemOn) {
        return new ConfigTrigger.Changed(table, Optional.of(itemOn), time.instant());
    }

    ConfigTrigger.Scheduled scheduled() {
        return new ConfigTrigger.Scheduled(time.instant());
    }
}
