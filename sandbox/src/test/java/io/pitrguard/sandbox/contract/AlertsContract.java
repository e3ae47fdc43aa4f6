package io.pitrguard.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

/** What the product relies on when it sends alerts and asks who it is. */
interface AlertsContract {

    /** What the contract is checked against. */
    Fixture aws();

    @Test
    default void publishesToATopic() {
        String topic =
                aws().sns().createTopic(request -> request.name(aws().run())).topicArn();

        String id = aws().sns()
                .publish(request -> request.topicArn(topic)
                        .subject("PITR is off for 1 table")
                        .message("{\"default\":\"text\",\"email\":\"mail & <more>\"}")
                        .messageStructure("json")
                        .messageAttributes(Map.of(
                                "severity",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("high")
                                        .build())))
                .messageId();

        assertThat(id).isNotBlank();
    }

    @Test
    default void refusesToPublishToAMissingTopic() {
        String missing = aws().sns()
                        .createTopic(request -> request.name(aws().run() + "-topic"))
                        .topicArn() + "-missing";

        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() ->
                        aws().sns().publish(request -> request.topicArn(missing).message("text")));
    }

    @Test
    default void refusesASubjectThatIsTooLong() {
        String topic = aws().sns()
                .createTopic(request -> request.name(aws().run() + "-subject"))
                .topicArn();

        assertThatExceptionOfType(SnsException.class)
                .isThrownBy(() -> aws().sns()
                        .publish(request ->
                                request.topicArn(topic).subject("s".repeat(101)).message("text")))
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
    }

    @Test
    default void refusesAMessageOfMoreThan262144Bytes() {
        String topic = aws().sns()
                .createTopic(request -> request.name(aws().run() + "-size"))
                .topicArn();

        aws().sns().publish(request -> request.topicArn(topic).message("x".repeat(262_144)));
        assertThatExceptionOfType(SnsException.class)
                .isThrownBy(() ->
                        aws().sns().publish(request -> request.topicArn(topic).message("x".repeat(262_145))))
                .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
    }

    @Test
    default void saysWhoIsCalling() {
        var identity = aws().sts().getCallerIdentity();

        assertThat(identity.account()).matches("\\d{12}");
        assertThat(identity.arn()).contains(identity.account());
        assertThat(identity.userId()).isNotBlank();
        assertThat(aws().create("mine").tableArn()).contains(":" + identity.account() + ":");
    }
}
