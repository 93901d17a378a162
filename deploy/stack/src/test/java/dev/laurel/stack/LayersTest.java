package dev.laurel.stack;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

@AnalyzeClasses(packages = "dev.laurel.stack", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

    @ArchTest
    static final ArchRule theParentNeedsNoKafka = noClasses()
            .that()
            .resideInAPackage("dev.laurel.stack")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("kafka..", "org.apache.kafka..", "scala..");

    @ArchTest
    static final ArchRule childrenDoNotKnowTheirParent = noClasses()
            .that()
            .resideInAPackage("dev.laurel.stack.child")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.laurel.stack");
}
