package io.mysqlredis.sink;

import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;

/** A {@code pom.xml} as it is written, with nothing inherited or filled in. */
record Pom(Document document) {

    static Pom of(Path file) {
        try {
            return new Pom(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile()));
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read " + file, e);
        }
    }

    /** The text of an element below {@code project}, such as {@code parent/version}. */
    String at(String path) {
        try {
            String text = XPathFactory.newInstance().newXPath().evaluate("/project/" + path, document);
            if (text.isBlank()) {
                throw new IllegalStateException("The pom has no " + path);
            }
            return text;
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
