package io.pitrguard.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.assertions.Template;

/** Synthesizes what a test composes, and reads templates. */
final class Synth {
    static final String ACCOUNT = "123456789012";

    private Synth() {}

    /** Returns the template of a stack that holds what is added to it. */
    static Template of(Consumer<Stack> add) {
        return of("eu-west-1", add);
    }

    static Template of(String region, Consumer<Stack> add) {
        Stack stack = new Stack(
                new App(),
                "Test",
                StackProps.builder()
                        .env(Environment.builder()
                                .account(ACCOUNT)
                                .region(region)
                                .build())
                        .build());
        add.accept(stack);
        return Template.fromStack(stack);
    }

    /** Writes a policy file. */
    static Path policy(Path folder, String yaml) {
        try {
            return Files.writeString(folder.resolve("policy.yaml"), yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the resources of a type by their logical ids. */
    @SuppressWarnings("unchecked") // The template's shape.
    static Map<String, Map<String, Object>> resources(Template template, String type) {
        return (Map<String, Map<String, Object>>) (Map<String, ?>) template.findResources(type);
    }

    /** Returns the one resource of a type. */
    static Map<String, Object> resource(Template template, String type) {
        Map<String, Map<String, Object>> all = resources(template, type);
        if (all.size() != 1) {
            throw new AssertionError("not one " + type + ": " + all.keySet());
        }
        return all.values().iterator().next();
    }

    /** Follows keys and indices into a tree. */
    @SuppressWarnings("unchecked") // Callers know the template's shape.
    static <T> T at(Object tree, Object... path) {
        Object here = tree;
        for (Object step : path) {
            here = step instanceof Integer index ? ((List<?>) here).get(index) : ((Map<?, ?>) here).get(step);
        }
        return (T) here;
    }

    /** Returns all texts in a tree, keys included. */
    static List<String> texts(Object tree) {
        List<String> texts = new ArrayList<>();
        collect(tree, texts);
        return texts;
    }

    private static void collect(Object tree, List<String> texts) {
        switch (tree) {
            case Map<?, ?> map ->
                map.forEach((key, value) -> {
                    texts.add(String.valueOf(key));
                    collect(value, texts);
                });
            case Collection<?> many -> many.forEach(each -> collect(each, texts));
            case null -> {}
            default -> texts.add(tree.toString());
        }
    }
}
