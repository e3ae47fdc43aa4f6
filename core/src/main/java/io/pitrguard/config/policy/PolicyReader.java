package io.pitrguard.config.policy;

import io.pitrguard.domain.policy.Policy;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a policy, or says everything that is wrong with it. */
public final class PolicyReader {
    /** The size of the largest policy, in bytes. */
    public static final int MAX_BYTES = PolicyFile.MAX_BYTES;

    private static final String NOTHING_IN_IT = "Write at least 'version: 1'; docs/policy.md shows the rest.";

    private PolicyReader() {}

    /** Reads a policy file. */
    public static PolicyReading read(Path file) {
        String name = file.toString().isEmpty() ? "." : file.toString();
        Problems problems = new Problems(name);
        Optional<String> text = PolicyFile.text(file, problems);
        return text.isPresent() ? read(name, text.get()) : new PolicyReading.Invalid(problems.inOrder());
    }

    /**
     * Reads a policy from the content of a file or a stream.
     *
     * @param source what to call it in errors and in the policy; not blank
     */
    public static PolicyReading read(String source, byte[] content) {
        Problems problems = new Problems(source);
        Optional<String> text = PolicyFile.text(content, problems);
        return text.isPresent() ? read(source, text.get()) : new PolicyReading.Invalid(problems.inOrder());
    }

    /**
     * Reads a policy from its text.
     *
     * @param source what to call it in errors and in the policy, such as the file's name; not blank
     */
    public static PolicyReading read(String source, String yaml) {
        Problems problems = new Problems(source);
        if (yaml.length() > PolicyFile.MAX_BYTES) {
            PolicyFile.refuseSize(problems);
            return new PolicyReading.Invalid(problems.inOrder());
        }
        Optional<Yaml> root = parse(yaml, problems);
        if (root.isPresent()) {
            Policy policy = PolicyParser.read(source, root.get(), problems);
            if (problems.count() == 0) {
                return new PolicyReading.Valid(policy);
            }
        }
        return new PolicyReading.Invalid(UnseenCharacters.explain(problems.inOrder(), yaml));
    }

    private static Optional<Yaml> parse(String yaml, Problems problems) {
        try {
            Optional<Yaml> root = YamlParser.parse(yaml);
            if (root.isPresent() && saysSomething(root.get())) {
                return root;
            }
            problems.add(SourcePosition.START, "", "the file holds no policy", NOTHING_IN_IT);
            return Optional.empty();
        } catch (YamlSyntaxException failure) {
            problems.add(failure.place(), "", failure.problem(), failure.remedy());
            return Optional.empty();
        }
    }

    private static boolean saysSomething(Yaml root) {
        return !(root instanceof Yaml.Scalar scalar) || scalar.kind() != Yaml.Kind.NOTHING;
    }
}
