package uk.childpathways.modelling;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * What somebody sends is data: its names, its size, how it is written and how deep it goes are judged before anything
 * reads it as a model, a table or a form. Says in sentences what is wrong.
 */
public final class SentFiles {

    /** Of one file: ten times our largest. */
    public static final int LARGEST = 2 * 1024 * 1024;

    /** Of all files of one deployment. */
    public static final int LARGEST_TOGETHER = 16 * 1024 * 1024;

    /** Files of one deployment; the whole release has some 420. */
    public static final int MOST = 500;

    static final int DEEPEST = 50;
    private static final int LONGEST_NAME = 200;

    /** Our largest model has a fifth of this, our largest table as well: rules look from each element at each other. */
    private static final int MOST_IN_A_MODEL = 5_000;

    private static final int MOST_IN_A_TABLE = 30_000;

    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} ._()&',+-]+(?:/[\\p{L}\\p{N} ._()&',+-]+)*");
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([^\"']*)[\"'][^>]*\\?>");

    /** As the engine recognises them, without a dot. */
    private static final List<String> XML =
            List.of("bpmn", "bpmn20.xml", "dmn", "dmn11.xml", "cmmn", "cmmn10.xml", "cmmn11.xml");

    private static final List<String> JSON = List.of("form");

    private static final ObjectMapper STRICT = new ObjectMapper(new JsonFactoryBuilder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private SentFiles() {}

    /** What is wrong with the names and the kinds of what a person sends. */
    public static List<String> namesAndKinds(Map<String, byte[]> files) {
        List<String> found = new ArrayList<>();
        if (files.isEmpty()) {
            found.add("The deployment holds no file. Send a model (.bpmn), a table (.dmn) or a form (.form).");
        }
        if (files.size() > MOST) {
            found.add("The deployment holds " + files.size() + " files, and no more than " + MOST
                    + " are read at once. Send them in parts.");
        }
        long together =
                files.values().stream().mapToLong(content -> content.length).sum();
        if (together > LARGEST_TOGETHER) {
            found.add("The files have " + together + " bytes together, and no more than " + LARGEST_TOGETHER
                    + " (16 MB) are read at once. Send them in parts.");
        }
        Map<String, String> lowerCase = new TreeMap<>();
        files.keySet().forEach(name -> {
            nameProblem(name).ifPresent(found::add);
            if (nameProblem(name).isEmpty() && !endsWith(name, XML) && !endsWith(name, JSON)) {
                found.add(name + " is no model (.bpmn), no table (.dmn) and no form (.form), and nothing else is"
                        + " deployed. Leave it out.");
            }
            String other = lowerCase.put(name.toLowerCase(Locale.ROOT), name);
            if (other != null) {
                found.add(shown(other) + " and " + shown(name)
                        + " differ only in capital letters, and one would be taken" + " for the other. Rename one.");
            }
        });
        return found;
    }

    /** What is wrong with a file's name; empty where nothing is. */
    public static Optional<String> nameProblem(String name) {
        if (name == null || name.isBlank()) {
            return Optional.of("A file has no name. Give it one that ends in .bpmn, .dmn or .form.");
        }
        if (name.length() > LONGEST_NAME) {
            return Optional.of("The file name " + shown(name) + " has " + name.length()
                    + " characters, and no more than " + LONGEST_NAME + " are kept. Shorten it.");
        }
        boolean climbs = List.of(name.split("/", -1)).stream()
                .anyMatch(part -> part.isBlank() || part.matches("\\.+") || !part.equals(part.strip()));
        if (climbs || !NAME.matcher(name).matches()) {
            return Optional.of("The file name '" + shown(name) + "' is none that is kept: letters, numbers, spaces and"
                    + " . _ - ( ) & ' , + make a name, with / between folders and no step upwards. Rename the file.");
        }
        return Optional.empty();
    }

    /** The name of a part of an upload without what makes none. */
    public static String partName(String name) {
        return name.replaceAll("[^\\p{L}\\p{N} ._()&',+/:\\[\\]-]", "");
    }

    /** A name as it can be printed: whatever would steer a terminal or a page is a question mark. */
    public static String shown(String name) {
        String safe = name.replaceAll("[^\\p{L}\\p{N} ._()&',+/\\\\:-]", "?");
        return safe.length() > 60 ? safe.substring(0, 60) + "…" : safe;
    }

    /** What is wrong with how the files are written, whoever sends them. */
    public static List<String> writing(Map<String, byte[]> files) {
        List<String> found = new ArrayList<>();
        files.forEach((name, content) -> {
            if (content.length > LARGEST) {
                found.add(shown(name) + " has " + content.length + " bytes, and no more than " + LARGEST
                        + " (2 MB) of a file are read. Divide it.");
            } else if (endsWith(name, XML)) {
                xmlProblem(content, name.contains("dmn") ? MOST_IN_A_TABLE : MOST_IN_A_MODEL)
                        .ifPresent(problem -> found.add(shown(name) + " " + problem));
            } else if (endsWith(name, JSON)) {
                jsonProblem(content).ifPresent(problem -> found.add(shown(name) + " " + problem));
            }
        });
        return found;
    }

    /** What is wrong with the text of a file, as the rest of a sentence; else the text itself. */
    private static Optional<String> textProblem(byte[] content, StringBuilder text) {
        if (content.length == 0) {
            return Optional.of("is empty. Save it in Camunda Modeler and deploy it again.");
        }
        if (content.length > 3 && content[0] == 'P' && content[1] == 'K' && content[2] == 3 && content[3] == 4) {
            return Optional.of("is a zip archive, which is not unpacked. Send the files themselves.");
        }
        try {
            text.append(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)));
        } catch (CharacterCodingException e) {
            return Optional.of("is not written in UTF-8. Save it in Camunda Modeler, which writes UTF-8.");
        }
        int control = text.chars()
                .filter(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t' || c == 0xFFFE || c == 0xFFFF)
                .findFirst()
                .orElse(-1);
        return control >= 0
                ? Optional.of("holds the control character " + String.format("U+%04X", control)
                        + " or is not written in UTF-8. Save it in Camunda Modeler, which writes UTF-8.")
                : Optional.empty();
    }

    private static Optional<String> xmlProblem(byte[] content, int most) {
        StringBuilder text = new StringBuilder();
        Optional<String> unreadable = textProblem(content, text);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        String xml = text.charAt(0) == '\uFEFF' ? text.substring(1) : text.toString();
        Matcher declared = DECLARED.matcher(xml);
        if (declared.find() && !declared.group(1).equalsIgnoreCase("UTF-8")) {
            return Optional.of("says that it is written in " + shown(declared.group(1))
                    + ". Save it in Camunda Modeler, which writes UTF-8.");
        }
        try {
            reader().newSAXParser().parse(new InputSource(new StringReader(xml)), new Shape(most));
            return Optional.empty();
        } catch (TooMuch e) {
            return Optional.of(e.getMessage());
        } catch (SAXParseException e) {
            return Optional.of(
                    String.valueOf(e.getMessage()).contains("DOCTYPE")
                            ? "holds a DOCTYPE, through which a file could fetch others or grow without end, so it was not"
                                    + " read. Remove it; Camunda Modeler writes none."
                            : "cannot be read: line " + e.getLineNumber() + ", column " + e.getColumnNumber() + ": "
                                    + e.getMessage()
                                    + " Open it in Camunda Modeler, save it and deploy it again.");
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return Optional.of(
                    "cannot be read: " + e.getMessage() + ". Open it in Camunda Modeler, save it and deploy it again.");
        }
    }

    private static SAXParserFactory reader() throws SAXException, ParserConfigurationException {
        SAXParserFactory factory = SAXParserFactory.newInstance();
        factory.setNamespaceAware(true);
        factory.setXIncludeAware(false);
        factory.setValidating(false);
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        return factory;
    }

    private static final class TooMuch extends SAXException {
        TooMuch(String message) {
            super(message);
        }
    }

    /** Counts while the file is read; nothing is built up. */
    private static final class Shape extends DefaultHandler {
        private final int most;
        private int depth;
        private int elements;

        Shape(int most) {
            this.most = most;
        }

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            if (++depth > DEEPEST) {
                throw new TooMuch("has more than " + DEEPEST
                        + " elements inside each other, and was not read further. Draw it flatter.");
            }
            if (++elements > most) {
                throw new TooMuch("has more than " + most + " elements, and was not read further. Divide it.");
            }
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            depth--;
        }

        @Override
        public void processingInstruction(String target, String data) throws SAXException {
            throw new TooMuch("holds the instruction <?" + shown(target) + " …?> for other programs. Remove it.");
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) {
            return new InputSource(new StringReader(""));
        }
    }

    private static Optional<String> jsonProblem(byte[] content) {
        StringBuilder text = new StringBuilder();
        Optional<String> unreadable = textProblem(content, text);
        if (unreadable.isPresent()) {
            return unreadable;
        }
        if (text.charAt(0) == '\uFEFF') {
            return Optional.of("begins with a byte order mark, with which no browser opens a form. Save it in Camunda"
                    + " Modeler.");
        }
        try {
            STRICT.readTree(text.toString());
            return Optional.empty();
        } catch (StreamConstraintsException e) {
            return Optional.of("has more than " + DEEPEST
                    + " lists inside each other or a text longer than is read. Build it flatter in Camunda Modeler.");
        } catch (MismatchedInputException e) {
            return Optional.of("cannot be read: something stands behind its end. Save it in Camunda Modeler.");
        } catch (JsonProcessingException e) {
            return Optional.of("cannot be read: "
                    + e.getOriginalMessage().lines().findFirst().orElse("it is no JSON")
                    + ". Open it in Camunda Modeler, save it and deploy it again.");
        }
    }

    private static boolean endsWith(String name, List<String> endings) {
        return endings.stream().anyMatch(name::endsWith);
    }
}
