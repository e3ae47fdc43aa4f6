package io.pitrguard.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class AlertTopicsTest {
    @Test
    void areEncryptedAndRefusePlainConnections() {
        Template template = topics(Map.of());

        template.allResourcesProperties("AWS::SNS::Topic", Map.of("KmsMasterKeyId", Match.anyValue()));
        template.resourceCountIs("AWS::SNS::TopicPolicy", 2);
        template.allResourcesProperties(
                "AWS::SNS::TopicPolicy",
                Map.of(
                        "PolicyDocument",
                        Match.objectLike(Map.of(
                                "Statement",
                                Match.arrayWith(List.of(Match.objectLike(Map.of(
                                        "Effect",
                                        "Deny",
                                        "Condition",
                                        Map.of("Bool", Map.of("aws:SecureTransport", "false"))))))))));
    }

    /** No rule of EventBridge targets a topic, and a condition could not bind one to this account. */
    @Test
    void letAlarmsOfThisAccountPublishAndNothingElse() {
        assertThat(Synth.resources(topics(Map.of()), "AWS::SNS::TopicPolicy").values())
                .hasSize(2)
                .allSatisfy(policy -> assertThat(Synth.<List<Map<String, Object>>>at(
                                policy, "Properties", "PolicyDocument", "Statement"))
                        .filteredOn(statement -> "Allow".equals(statement.get("Effect")))
                        .singleElement()
                        .satisfies(statement -> assertThat(statement)
                                .containsEntry("Action", "sns:Publish")
                                .containsEntry("Principal", Map.of("Service", "cloudwatch.amazonaws.com"))
                                .containsEntry(
                                        "Condition",
                                        Map.of("StringEquals", Map.of("aws:SourceAccount", Synth.ACCOUNT)))));
    }

    @Test
    void anAddressGetsEverythingWithOneMailToConfirm() {
        Template template = topics(Map.of("alertEmail", "ops@example.com"));

        Map<String, Object> subscription = Synth.resource(template, "AWS::SNS::Subscription");
        assertThat(subscription)
                .extractingByKey("Properties")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("Protocol", "email")
                .containsEntry("Endpoint", "ops@example.com")
                .doesNotContainKey("FilterPolicy");
        assertThat(topic(subscription)).startsWith("TopicsAlerts");
    }

    @Test
    void anAddressWithASeverityGetsThatAndAboveAndHearsOfAnUnhealthyPitrGuard() {
        Template template = topics(Map.of("alertEmail", "lead@example.com=high"));

        assertThat(Synth.resources(template, "AWS::SNS::Subscription").values())
                .hasSize(2)
                .anySatisfy(subscription -> {
                    assertThat(topic(subscription)).startsWith("TopicsAlerts");
                    assertThat(Synth.<Map<String, List<String>>>at(subscription, "Properties", "FilterPolicy")
                                    .get("severity"))
                            .containsExactlyInAnyOrder("high", "critical");
                })
                .anySatisfy(subscription -> assertThat(topic(subscription)).startsWith("TopicsHealth"));
    }

    @Test
    void aPersonCanHearOnlyOfAnUnhealthyPitrGuard() {
        Template template = topics(Map.of("healthEmail", "owner@example.com"));

        assertThat(topic(Synth.resource(template, "AWS::SNS::Subscription"))).startsWith("TopicsHealth");
    }

    @Test
    void nobodyIsSubscribedTwice() {
        Template template = topics(
                Map.of("alertEmail", "lead@example.com=high", "healthEmail", "lead@example.com,lead@example.com"));

        template.resourceCountIs("AWS::SNS::Subscription", 2);
    }

    @Test
    void whoGetsEverythingGetsNoAlarmTwice() {
        Template template = topics(Map.of("alertEmail", "ops@example.com", "healthEmail", "ops@example.com"));

        template.resourceCountIs("AWS::SNS::Subscription", 1);
    }

    @Test
    void takesAnExistingTopic() {
        String arn = "arn:aws:sns:eu-west-1:123456789012:ops";
        Template template = topics(Map.of("topicArn", arn, "alertEmail", "ops@example.com"));

        template.resourceCountIs("AWS::SNS::Topic", 1);
        template.hasResourceProperties("AWS::SNS::Subscription", Map.of("TopicArn", arn));
    }

    @Test
    void knowsTheTopicOfAChat() {
        String arn = "arn:aws:sns:eu-west-1:123456789012:chat";
        Synth.of(stack -> assertThat(new AlertTopics(stack, "Topics", props(stack, Map.of("chatTopicArn", arn))).chat())
                .hasValueSatisfying(chat -> assertThat(chat.getTopicArn()).isEqualTo(arn)));
    }

    private static String topic(Map<String, Object> subscription) {
        return Synth.at(subscription, "Properties", "TopicArn", "Ref");
    }

    private static Template topics(Map<String, ?> context) {
        return Synth.of(stack -> new AlertTopics(stack, "Topics", props(stack, context)));
    }

    private static AlertTopics.Props props(software.constructs.Construct scope, Map<String, ?> context) {
        return new AlertTopics.Props(
                "pitr-guard",
                new GuardKey(scope, "Key", "pitr-guard", Optional.empty()).key(),
                DeploymentOptions.read(context, Optional.empty()).notifications());
    }
}
