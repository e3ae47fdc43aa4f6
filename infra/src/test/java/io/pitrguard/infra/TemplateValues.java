package io.pitrguard.infra;

import io.pitrguard.domain.table.AccountRegion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import software.amazon.awscdk.assertions.Template;

/**
 * The texts that CloudFormation makes of a template's values.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 */
final class TemplateValues {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^!}][^}]*)}");
    private static final String ARN = "Arn";

    private final Map<String, Map<String, Object>> resources;
    private final AccountRegion where;

    /** Takes a template, and where it is deployed. */
    TemplateValues(Template template, AccountRegion where) {
        this(Synth.<Map<String, Map<String, Object>>>at(template.toJSON(), "Resources"), where);
    }

    /** Takes the resources of a template by their logical ids, and where it is deployed. */
    TemplateValues(Map<String, Map<String, Object>> resources, AccountRegion where) {
        this.resources = resources;
        this.where = where;
    }

    /**
     * Returns the text of a value.
     *
     * @throws IllegalArgumentException for a function or a resource that is not understood here
     */
    String text(Object value) {
        if (!(value instanceof Map<?, ?> function)) {
            return String.valueOf(value);
        }
        if (function.size() != 1) {
            throw new IllegalArgumentException("no function: " + value);
        }
        Map.Entry<?, ?> call = function.entrySet().iterator().next();
        Object of = Objects.requireNonNull(call.getValue());
        return switch (String.valueOf(call.getKey())) {
            case "Ref" -> reference(String.valueOf(of));
            case "Fn::GetAtt" -> attribute(Synth.at(of, 0), Synth.at(of, 1));
            case "Fn::Join" ->
                Synth.<List<?>>at(of, 1).stream().map(this::text).collect(Collectors.joining(Synth.at(of, 0)));
            case "Fn::Sub" ->
                of instanceof List<?> ? substitute(Synth.at(of, 0), Synth.at(of, 1)) : substitute(of, Map.of());
            default -> throw new IllegalArgumentException("TemplateValues does not understand " + value);
        };
    }

    /** Returns a tree with the texts of all its values. */
    Object tree(Object value) {
        return switch (value) {
            case Map<?, ?> map
            when map.keySet().stream()
                    .allMatch(key -> key.equals("Ref") || key.toString().startsWith("Fn::")) -> text(map);
            case Map<?, ?> map -> {
                Map<String, Object> texts = new TreeMap<>();
                map.forEach((key, inner) -> texts.put(String.valueOf(key), tree(inner)));
                yield texts;
            }
            case List<?> list -> list.stream().map(this::tree).toList();
            default -> value;
        };
    }

    /** Returns the ARN of the one resource of a type. */
    String arnOfOnly(String type) {
        return arnOfOnly(type, "");
    }

    /** Returns the ARN of the one resource of a type whose logical id begins so. */
    String arnOfOnly(String type, String id) {
        List<String> ids = resources.entrySet().stream()
                .filter(resource -> resource.getValue().get("Type").equals(type))
                .map(Map.Entry::getKey)
                .filter(name -> name.startsWith(id))
                .toList();
        if (ids.size() != 1) {
            throw new IllegalArgumentException("not one " + type + ": " + ids);
        }
        return arn(ids.getFirst());
    }

    private String substitute(Object text, Map<?, ?> values) {
        UnaryOperator<String> value = name -> values.containsKey(name)
                ? text(values.get(name))
                : name.contains(".")
                        ? attribute(name.substring(0, name.indexOf('.')), name.substring(name.indexOf('.') + 1))
                        : reference(name);
        return PLACEHOLDER
                .matcher(String.valueOf(text))
                .replaceAll((MatchResult found) -> Matcher.quoteReplacement(value.apply(found.group(1))));
    }

    private String queue(String name) {
        return "https://sqs.%s.%s/%s/%s".formatted(where.region(), reference("AWS::URLSuffix"), where.account(), name);
    }

    private String reference(String id) {
        return switch (id) {
            case "AWS::Partition" -> where.partition();
            case "AWS::Region" -> where.region();
            case "AWS::AccountId" -> where.account();
            case "AWS::URLSuffix" -> where.partition().equals("aws-cn") ? "amazonaws.com.cn" : "amazonaws.com";
            default ->
                switch (type(id)) {
                    case "AWS::SNS::Topic" -> arn(id);
                    case "AWS::DynamoDB::Table" -> property(id, "TableName");
                    case "AWS::StepFunctions::StateMachine" -> arn(id);
                    case "AWS::S3::Bucket" -> bucket(id);
                    case "AWS::Events::EventBus" -> property(id, "Name");
                    case "AWS::SQS::Queue" -> queue(property(id, "QueueName"));
                    case "AWS::Lambda::Function" -> property(id, "FunctionName");
                    // Unlike a function's, an alias's reference is an ARN.
                    case "AWS::Lambda::Alias" ->
                        arn("lambda", "function:" + property(id, "FunctionName") + ":" + property(id, "Name"));
                    default -> throw unknown(id);
                };
        };
    }

    private String attribute(String id, String attribute) {
        if (!attribute.equals(ARN) && !attribute.equals("TopicArn")) {
            throw new IllegalArgumentException("TemplateValues does not understand " + id + "." + attribute);
        }
        return arn(id);
    }

    /** A key's ARN holds an id that AWS makes up. */
    private String arn(String id) {
        return switch (type(id)) {
            case "AWS::DynamoDB::Table" -> arn("dynamodb", "table/" + property(id, "TableName"));
            case "AWS::SNS::Topic" -> arn("sns", property(id, "TopicName"));
            case "AWS::SQS::Queue" -> arn("sqs", property(id, "QueueName"));
            case "AWS::KMS::Key" -> arn("kms", "key/" + id);
            case "AWS::Lambda::Function" -> arn("lambda", "function:" + property(id, "FunctionName"));
            case "AWS::StepFunctions::StateMachine" ->
                arn("states", "stateMachine:" + property(id, "StateMachineName"));
            case "AWS::Events::EventBus" -> arn("events", "event-bus/" + property(id, "Name"));
            case "AWS::S3::Bucket" -> String.join(":", "arn", where.partition(), "s3", "", "", bucket(id));
            case "AWS::IAM::Role" ->
                String.join(":", "arn", where.partition(), "iam", "", where.account(), "role/" + id);
            case "AWS::Logs::LogGroup" -> arn("logs", "log-group:" + property(id, "LogGroupName") + ":*");
            default -> throw unknown(id);
        };
    }

    /** AWS makes up a bucket's name. */
    private static String bucket(String id) {
        return id.toLowerCase(Locale.ROOT);
    }

    private String arn(String service, String resource) {
        return String.join(":", "arn", where.partition(), service, where.region(), where.account(), resource);
    }

    private String type(String id) {
        return String.valueOf(resources.getOrDefault(id, new HashMap<>()).get("Type"));
    }

    private String property(String id, String name) {
        return text(Synth.at(resources.get(id), "Properties", name));
    }

    private IllegalArgumentException unknown(String id) {
        return new IllegalArgumentException("TemplateValues does not understand " + id + " (" + type(id)
                + "): say in it how the resource is named.");
    }
}
