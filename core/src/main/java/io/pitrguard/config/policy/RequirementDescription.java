package io.pitrguard.config.policy;

import io.pitrguard.domain.evaluation.Asked;
import io.pitrguard.domain.evaluation.Check;
import io.pitrguard.domain.evaluation.Checks;
import io.pitrguard.domain.policy.Requirement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Describes what a rule requires and how tables that lack it are handled. */
final class RequirementDescription {
    private RequirementDescription() {}

    /** Returns a phrase such as "point-in-time recovery on and a recovery period of at least 35 days". */
    static String of(Requirement requirement) {
        return MatchDescription.join(
                asked(requirement).stream().map(Asked::description).toList(), "and");
    }

    /** Returns the sentences about the violations that are remediated, and those that people are only alerted about. */
    static String remediation(Requirement requirement) {
        List<String> changes = new ArrayList<>();
        List<String> alerts = new ArrayList<>();
        for (Asked asked : asked(requirement)) {
            switch (asked.handling()) {
                case Asked.Handling.Remediated remediated -> changes.add(remediated.change());
                case Asked.Handling.AlertOnly alert -> alerts.add(alert.missing());
            }
        }
        String words =
                "A table that falls short is remediated within the change budget: " + String.join(", ", changes) + ".";
        return alerts.isEmpty()
                ? words
                : words + " pitr-guard only alerts about " + MatchDescription.join(alerts, "and") + ".";
    }

    private static List<Asked> asked(Requirement requirement) {
        List<Asked> asked = new ArrayList<>();
        for (Check check : Checks.ALL) {
            Optional<Asked> words = check.asked(requirement);
            words.ifPresent(asked::add);
        }
        return asked;
    }
}
