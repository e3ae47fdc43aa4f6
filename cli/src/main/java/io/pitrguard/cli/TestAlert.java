package io.pitrguard.cli;

import io.pitrguard.domain.selfcheck.Component;
import io.pitrguard.domain.selfcheck.HealthFinding;
import io.pitrguard.domain.selfcheck.Subscription;
import io.pitrguard.domain.table.AccountRegion;
import io.pitrguard.domain.table.Cause;
import io.pitrguard.domain.text.Printable;
import io.pitrguard.port.Alert;
import io.pitrguard.port.CallerIdentity;
import io.pitrguard.port.EnvironmentProbe;
import io.pitrguard.port.Result;
import io.pitrguard.report.Json;
import io.pitrguard.wiring.AlertWiring;
import io.pitrguard.wiring.AwsClients;
import io.pitrguard.wiring.CommandLineWiring;
import io.pitrguard.wiring.SystemTime;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A message that only proves that alerts arrive. Sending it needs {@code sns:Publish} alone. */
record TestAlert(AwsClients clients, CallerIdentity.Caller caller, Instant now) {
    /** Returns the topics that a deployment of this name creates. */
    static List<String> topics(String name, AccountRegion where) {
        return List.of(topic(name + "-alerts", where), topic(name + "-health", where));
    }

    private static String topic(String name, AccountRegion where) {
        return String.join(":", "arn", where.partition(), "sns", where.region(), where.account(), name);
    }

    /** Sends it to a topic. */
    HealthFinding send(String topicArn) {
        Alert alert = alert(topicArn);
        Optional<Cause> refused =
                AlertWiring.alerts(clients, topicArn, new SystemTime()).publish(alert);
        return refused.isPresent() ? notSent(topicArn, refused.get()) : sent(topicArn, alert);
    }

    private static HealthFinding notSent(String topicArn, Cause cause) {
        return new HealthFinding.Problem(
                Component.SUBSCRIPTION,
                "The test message could not be sent to %s. %s".formatted(topicArn, cause.message()),
                switch (cause.kind()) {
                    case MISSING, REFUSED, NOT_YET -> "Name the deployment with --name, or its topic with --topic.";
                    case DENIED ->
                        "Allow sns:Publish on the topic and, if a KMS key encrypts it, kms:Decrypt and kms:GenerateDataKey on the key.";
                    case THROTTLED, BROKEN, OUT_OF_TIME -> "Try again, and check the region and the network.";
                });
    }

    /** SNS accepts a message without a subscriber, and does not say afterwards who got it. */
    private HealthFinding sent(String topicArn, Alert alert) {
        String what = "Sent the test message to %s.".formatted(topicArn);
        EnvironmentProbe probe = CommandLineWiring.probe(clients);
        return switch (probe.subscriptions(topicArn)) {
            case Result.Failure<List<Subscription>> failed ->
                new HealthFinding.Ok(
                        Component.SUBSCRIPTION,
                        what + " Who is subscribed could not be read: "
                                + failed.cause().message());
            case Result.Success<List<Subscription>>(List<Subscription> all) ->
                reached(topicArn, what, TestRecipients.of(probe, all, alert.sent()));
        };
    }

    private static HealthFinding reached(String topicArn, String what, TestRecipients recipients) {
        if (recipients.any()) {
            return new HealthFinding.Ok(Component.SUBSCRIPTION, what + recipients.text());
        }
        if (recipients.perhapsAny()) {
            return new HealthFinding.Unknown(Component.SUBSCRIPTION, what + recipients.text(), false);
        }
        return isHealth(topicArn) && recipients.nobody()
                ? new HealthFinding.Ok(
                        Component.SUBSCRIPTION, what + " Nobody is subscribed; this topic needs no subscriber.")
                : new HealthFinding.Problem(
                        Component.SUBSCRIPTION,
                        what + " It reaches nobody." + recipients.text(),
                        recipients.filters()
                                ? "Subscribe somebody without a filter policy, or remove one: aws sns set-subscription-attributes --attribute-name FilterPolicy --attribute-value '{}' --subscription-arn ARN"
                                : "Confirm a subscription, or add one: deploy with alertEmail in cdk.json.");
    }

    private static boolean isHealth(String topicArn) {
        return topicArn.endsWith("-health");
    }

    private Alert alert(String topicArn) {
        String subject = "[pitr-guard] TEST: alerts arrive (%s, %s)"
                .formatted(caller.where().account(), caller.where().region());
        return new Alert(subject, Json.write(byProtocol(subject)), attributes(topicArn));
    }

    private Map<String, String> byProtocol(String subject) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("test", true);
        json.put("account", caller.where().account());
        json.put("region", caller.where().region());
        json.put("sentAt", now.toString());
        json.put("sentBy", caller.arn());
        Map<String, String> byProtocol = new LinkedHashMap<>();
        byProtocol.put("default", Json.write(json));
        byProtocol.put(
                "email",
                "This is a test. Nothing is wrong, and there is nothing to do.\n\nSent with:  ./pitr-guard doctor --send-test\nBy:         %s\nAt:         %s\n"
                        .formatted(Printable.line(caller.arn()), now));
        byProtocol.put("sms", subject);
        return byProtocol;
    }

    /** Lets it pass filters by severity, account and region; Amazon CloudWatch sends alarms without attributes. */
    private SortedMap<String, Alert.Attribute> attributes(String topicArn) {
        SortedMap<String, Alert.Attribute> attributes = new TreeMap<>();
        if (!isHealth(topicArn)) {
            attributes.put("severity", new Alert.Attribute.Text("critical"));
            attributes.put("account", new Alert.Attribute.Text(caller.where().account()));
            attributes.put("region", new Alert.Attribute.Text(caller.where().region()));
            attributes.put("test", new Alert.Attribute.Text("true"));
        }
        return attributes;
    }
}
