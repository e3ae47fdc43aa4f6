package io.pitrguard.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.pitrguard.e2e.FunctionGateway.Answer;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A function that keeps the contract of the one that restores, and restores nothing: what the definition makes of its answers
 * shows in what it is asked.
 *
 * @param answers what it answers to one step after the other, such as {@code WAIT 1}, or the error that it fails with; the
 *     last one again and again
 * @param person what a person does with the token that the function is asked to keep
 * @param asked what was asked, in its order
 */
record StubRestore(List<String> answers, Consumer<String> person, List<JsonNode> asked)
        implements FunctionGateway.Functions {
    /** An error of the function begins so. */
    static final String FAILS = "fails with ";

    private static final String NAME = "pitr-guard-restore";

    StubRestore(List<String> answers, Consumer<String> person) {
        this(List.copyOf(answers), person, new CopyOnWriteArrayList<>());
    }

    StubRestore(String... answers) {
        this(List.of(answers), token -> {
            throw new AssertionError("nobody is to be asked");
        });
    }

    @Override
    public Answer invoke(String name, String event) throws InterruptedException {
        if (!name.equals(NAME)) {
            throw new IllegalArgumentException("no function " + name);
        }
        JsonNode input = Json.read(event);
        asked.add(input);
        if (input.has("error")) {
            return Answer.of("{}");
        }
        if (input.has("token")) {
            return keep(input.path("token").asText());
        }
        String answer = answers.get(Math.min(steps() - 1, answers.size() - 1));
        if (answer.startsWith(FAILS)) {
            return Answer.failure(answer.substring(FAILS.length()), "injected");
        }
        String[] words = answer.split(" ", 2);
        return Answer.of("{\"next\": \"%s\", \"seconds\": %s}".formatted(words[0], words.length > 1 ? words[1] : "0"));
    }

    private Answer keep(String token) throws InterruptedException {
        try {
            person.accept(token);
        } catch (IllegalStateException answered) {
            return Answer.failure(String.valueOf(answered.getMessage()), "injected");
        }
        TimeUnit.MILLISECONDS.sleep(1);
        return Answer.of("{}");
    }

    /** Returns how many steps were asked for. */
    int steps() {
        return (int) asked.stream()
                .filter(input -> !input.has("token") && !input.has("error"))
                .count();
    }

    /** Returns the inputs with an error. */
    List<JsonNode> errors() {
        return asked.stream().filter(input -> input.has("error")).toList();
    }

    /** Returns the tokens that it was asked to keep. */
    List<String> tokens() {
        return Collections.unmodifiableList(asked.stream()
                .filter(input -> input.has("token"))
                .map(input -> input.path("token").asText())
                .toList());
    }
}
