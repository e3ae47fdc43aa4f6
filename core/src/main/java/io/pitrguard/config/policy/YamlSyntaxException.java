package io.pitrguard.config.policy;

/** A text is not the YAML that policies are written in; says where and what to do. */
final class YamlSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;
    private final String problem;
    private final String remedy;

    YamlSyntaxException(SourcePosition place, String problem, String remedy) {
        super(problem);
        this.line = place.line();
        this.column = place.column();
        this.problem = problem;
        this.remedy = remedy;
    }

    SourcePosition place() {
        return new SourcePosition(line, column);
    }

    String problem() {
        return problem;
    }

    String remedy() {
        return remedy;
    }
}
