package io.pitrguard.sandbox.service;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.pitrguard.sandbox.state.Account;
import io.pitrguard.sandbox.wire.Input;
import io.pitrguard.sandbox.wire.Json;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Alarms written, switched and deleted. */
final class AlarmOperations {

    private static final List<String> ACTIONS = List.of("OKActions", "AlarmActions", "InsufficientDataActions");
    private static final List<String> BOTH = Stream.concat(
                    ACTIONS.stream(), Stream.of("AlarmName", "AlarmDescription", "ActionsEnabled", "Tags"))
            .toList();
    private static final List<String> METRIC = with(
            "MetricName",
            "Namespace",
            "Statistic",
            "ExtendedStatistic",
            "Dimensions",
            "Period",
            "Unit",
            "EvaluationPeriods",
            "DatapointsToAlarm",
            "Threshold",
            "ComparisonOperator",
            "TreatMissingData",
            "EvaluateLowSampleCountPercentile",
            "Metrics",
            "ThresholdMetricId");
    private static final List<String> COMPOSITE =
            with("AlarmRule", "ActionsSuppressor", "ActionsSuppressorWaitPeriod", "ActionsSuppressorExtensionPeriod");
    private static final int MOST_ACTIONS = 5;
    private static final int LONGEST_DESCRIPTION = 1024;

    private AlarmOperations() {}

    static ObjectNode putMetric(Input input, Account account) {
        String name = AlarmInput.name(input);
        requireSupported(input, METRIC);
        requireActions(input);
        MetricAlarm.require(input);
        return keep(name, input, account);
    }

    static ObjectNode putComposite(Input input, Account account) {
        String name = AlarmInput.name(input);
        requireSupported(input, COMPOSITE);
        requireActions(input);
        String text = input.text("AlarmRule").orElseThrow(() -> AlarmErrors.missing("alarmRule"));
        List<String> missing = new ArrayList<>(AlarmRule.parse(text).alarms());
        missing.removeIf(each -> exists(each, account));
        if (!missing.isEmpty()) {
            throw AlarmErrors.validation(
                    "Could not save the composite alarm as alarms " + missing + " in the alarm rule do not exist");
        }
        return keep(name, input, account);
    }

    /** Names that no alarm bears are passed over (API reference). */
    static ObjectNode enableActions(Input input, Account account) {
        return switchActions(input, account, "true");
    }

    static ObjectNode disableActions(Input input, Account account) {
        return switchActions(input, account, "false");
    }

    /** Deletes all of them, or none. */
    static ObjectNode delete(Input input, Account account) {
        List<String> names = required(input);
        names.forEach(name -> Alarms.require(name, account));
        for (String name : names) {
            List<String> dependents = new ArrayList<>(Alarms.dependents(name, account));
            dependents.removeAll(names);
            if (!dependents.isEmpty()) {
                throw AlarmErrors.validation(
                        "Cannot delete " + name + " as there are composite alarm(s) depending on it: " + dependents);
            }
        }
        names.forEach(name -> account.named().alarms().remove(name));
        return Json.object();
    }

    private static ObjectNode keep(String name, Input input, Account account) {
        ObjectNode alarm = input.members().deepCopy();
        alarm.remove("Tags");
        alarm.put("ActionsEnabled", input.text("ActionsEnabled").orElse("true"));
        ACTIONS.stream().filter(member -> !input.has(member)).forEach(alarm::putArray);
        // Tags of a request for a known alarm are ignored (API reference, PutMetricAlarm).
        ArrayNode tags = alarm.putArray(Alarms.TAGS);
        input.structures("Tags").forEach(tag -> tags.add(tag.members()));
        Alarms.put(name, alarm, account);
        return Json.object();
    }

    private static ObjectNode switchActions(Input input, Account account, String enabled) {
        for (String name : required(input)) {
            account.named()
                    .alarms()
                    .find(name)
                    .ifPresent(alarm -> account.named().alarms().put(name, alarm.put("ActionsEnabled", enabled)));
        }
        return Json.object();
    }

    private static List<String> required(Input input) {
        List<String> names = AlarmInput.names(input);
        if (names.isEmpty()) {
            throw AlarmErrors.missing("alarmNames");
        }
        return names;
    }

    private static boolean exists(String nameOrArn, Account account) {
        String name = nameOrArn.startsWith("arn:") ? nameOrArn.replaceFirst("^.*:alarm:", "") : nameOrArn;
        return account.named().alarms().find(name).isPresent();
    }

    private static void requireActions(Input input) {
        for (String member : ACTIONS) {
            List<String> arns = input.has(member) ? input.texts(member) : List.of();
            if (arns.size() > MOST_ACTIONS) {
                throw AlarmErrors.constraint(arns, member, "Member must have length less than or equal to 5");
            }
            arns.stream().filter(arn -> !arn.startsWith("arn:")).findAny().ifPresent(arn -> {
                throw AlarmErrors.validation("Invalid arn syntax: " + arn);
            });
        }
        if (input.text("AlarmDescription").orElse("").length() > LONGEST_DESCRIPTION) {
            throw AlarmErrors.validation("AlarmDescription must have length less than or equal to 1024");
        }
    }

    private static void requireSupported(Input input, Collection<String> supported) {
        Collection<String> others = input.namesOtherThan(supported);
        if (!others.isEmpty()) {
            throw AlarmErrors.validation("the sandbox does not support " + String.join(", ", others));
        }
    }

    private static List<String> with(String... further) {
        return Stream.concat(BOTH.stream(), Stream.of(further)).toList();
    }
}
