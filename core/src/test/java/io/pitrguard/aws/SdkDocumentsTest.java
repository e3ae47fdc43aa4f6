package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.Filter;
import software.amazon.awssdk.services.lambda.model.GetEventSourceMappingResponse;

/** What the SDK knows goes through JSON and back without a loss. */
class SdkDocumentsTest {
    @Test
    void everyTypeOfMemberComesBack() {
        CreateEventSourceMappingRequest request = CreateEventSourceMappingRequest.builder()
                .functionName("consumer")
                .enabled(false)
                .batchSize(7)
                .startingPositionTimestamp(Instant.parse("2026-11-30T09:14:00Z"))
                .filterCriteria(c -> c.filters(Filter.builder().pattern("{}").build()))
                .topics("one", "two")
                .tags(Map.of("team", "a"))
                .selfManagedEventSource(
                        s -> s.endpointsWithStrings(Map.of("KAFKA_BOOTSTRAP_SERVERS", List.of("a:1", "b:2"))))
                .build();

        SettingDocument document = SdkDocuments.shared(request, CreateEventSourceMappingRequest.builder());

        assertThat(SdkDocuments.fill(CreateEventSourceMappingRequest.builder(), document)
                        .build())
                .isEqualTo(request);
    }

    @Test
    void onlyWhatTheInputHasIsShared() {
        GetEventSourceMappingResponse answer = GetEventSourceMappingResponse.builder()
                .uuid("id")
                .state("Enabled")
                .batchSize(7)
                .destinationConfig(d -> d.onFailure(f -> {}))
                .functionResponseTypes(List.of())
                .build();

        assertThat(SdkDocuments.shared(answer, CreateEventSourceMappingRequest.builder()))
                .hasToString("{\"BatchSize\":7}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"LoggingConfig\":{}}", "{\"FilterCriteria\":{\"Filters\":[{\"Else\":1}]}}"})
    void whatTheSdkDoesNotKnowIsNamed(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> SdkDocuments.fill(CreateEventSourceMappingRequest.builder(), SettingDocument.parse(json)))
                .withMessageMatching("This version does not know (LoggingConfig|Else)\\.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "[]", "{"})
    void whatIsNoDocumentIsRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SettingDocument.parse(text))
                .withMessageStartingWith("The stored setting is not a JSON object.");
    }
}
