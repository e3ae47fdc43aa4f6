package io.pitrguard.functions;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.pitrguard.config.FunctionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of functions is complete: what is deployed, looked for and run locally follows from it. */
class FunctionKindTest {
    /** Events of an organization's member accounts, for several functions. */
    private static final String MEMBERS = "organization";

    @Test
    void listsEveryHandler() {
        assertThat(Arrays.stream(FunctionKind.values()).map(FunctionKind::handler))
                .containsExactlyInAnyOrderElementsOf(new ClassFileImporter()
                        .importPath(Path.of("target", "classes")).stream()
                                .filter(type -> type.isAssignableTo(RequestStreamHandler.class))
                                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                                .map(JavaClass::getName)
                                .toList());
    }

    @Test
    void listsEveryFolderOfEvents() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "events"))) {
            assertThat(Arrays.stream(FunctionKind.values()).map(FunctionKind::events))
                    .containsExactlyInAnyOrderElementsOf(files.filter(Files::isDirectory)
                            .map(folder -> folder.getFileName().toString())
                            .filter(folder -> !folder.equals(MEMBERS))
                            .toList());
        }
    }

    @ParameterizedTest
    @EnumSource
    void isInTheDesign(FunctionKind kind) throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "design.md")))
                .contains(kind.handler().substring(kind.handler().lastIndexOf('.') + 1));
    }
}
