package io.pitrguard.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.pitrguard.domain.table.Cause;
import io.pitrguard.port.AnyRestore;
import io.pitrguard.port.RestoreDocuments;
import io.pitrguard.port.RestoreStore.Stored;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Restores as the text of a file. */
class JsonRestoreDocumentsTest {
    private final RestoreDocuments documents = new JsonRestoreDocuments();

    @Test
    void readsWhatItWrote() {
        Stored stored = new Stored(AnyRestore.full(), 3);

        String text = documents.write(stored);

        assertThat(text).contains("\"sk\" : \"" + AnyRestore.full().id() + "\"", "\"version\" : 3", "\n");
        assertThat(documents.read("a.json", text).success()).hasValue(stored);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{} {}", "{\"pk\": null}", "{\"pk\": \"a\"}", "{\"format\": true}", "7"})
    void namesTheFileThatItDoesNotUnderstand(String text) {
        assertThat(documents.read("/home/ann/a.json", text).failure())
                .map(Cause::message)
                .hasValueSatisfying(message -> assertThat(message)
                        .contains("/home/ann/a.json cannot be understood", "Repair or delete that file."));
    }

    @Test
    void refusesToWriteWhatJsonDoesNotHave() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AttributeJson.write(Map.of("a", AttributeValue.fromNul(true))))
                .withMessageContaining("NUL");
    }
}
