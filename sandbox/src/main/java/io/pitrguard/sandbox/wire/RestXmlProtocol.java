package io.pitrguard.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * REST with XML out, as S3 speaks it (Smithy, AWS restXml; the customizations of S3): an error stands alone, a list is
 * its elements without one around them.
 *
 * @param namespace of the XML
 */
public record RestXmlProtocol(String namespace) implements Protocol {

    /** The member of an output that is the body itself, as {@link BinaryNode}. */
    public static final String PAYLOAD = "@payload";

    /** The member of an output that holds headers. */
    public static final String HEADERS = "@headers";

    /** The member of an output that holds the status, where it is not 200. */
    public static final String STATUS = "@status";

    private static final String CONTENT_TYPE = "application/xml";
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

    @Override
    public Input read(Bytes body) {
        throw new UnsupportedOperationException("the service reads path, query and headers");
    }

    @Override
    public Reply.Answer answer(String operation, ObjectNode output, String requestId) {
        Map<String, String> headers = new HashMap<>();
        headers.put("x-amz-request-id", requestId);
        output.path(HEADERS)
                .properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        int status = output.path(STATUS).asInt(200);
        String contentType = headers.getOrDefault("Content-Type", CONTENT_TYPE);
        return new Reply.Answer(status, contentType, body(operation, output), headers);
    }

    @Override
    public Reply.Answer refuse(ServiceError error, String requestId) {
        StringBuilder xml = new StringBuilder(DECLARATION).append("<Error>");
        element("Code", error.code(), xml);
        element("Message", escape(error.text()), xml);
        members(error.members(), xml);
        element("RequestId", requestId, xml);
        xml.append("</Error>");
        Map<String, String> headers = Map.of("x-amz-request-id", requestId);
        return new Reply.Answer(error.status(), CONTENT_TYPE, Bytes.of(xml.toString()), headers);
    }

    @Override
    public Reply.Answer malformed() {
        return new Reply.Answer(200, CONTENT_TYPE, Bytes.of("<ListBucketResult><Conte"));
    }

    private Bytes body(String operation, ObjectNode output) {
        if (output.get(PAYLOAD) instanceof BinaryNode payload) {
            return Bytes.of(payload.binaryValue());
        }
        ObjectNode content = output.deepCopy().without(List.of(HEADERS, STATUS));
        if (content.isEmpty()) {
            return Bytes.of("");
        }
        String root = operation + "Result";
        StringBuilder xml = new StringBuilder(DECLARATION).append('<').append(root);
        xml.append(" xmlns=\"").append(namespace).append("\">");
        members(content, xml);
        return Bytes.of(xml.append("</").append(root).append('>').toString());
    }

    private static void members(ObjectNode structure, StringBuilder xml) {
        for (Map.Entry<String, JsonNode> member : structure.properties()) {
            if (member.getValue() instanceof ArrayNode list) {
                list.forEach(each -> element(member.getKey(), content(each), xml));
            } else {
                element(member.getKey(), content(member.getValue()), xml);
            }
        }
    }

    private static String content(JsonNode value) {
        if (value instanceof ObjectNode structure) {
            StringBuilder xml = new StringBuilder();
            members(structure, xml);
            return xml.toString();
        }
        return escape(value.asText());
    }

    private static void element(String name, String content, StringBuilder xml) {
        xml.append('<').append(name).append('>').append(content);
        xml.append("</").append(name).append('>');
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
