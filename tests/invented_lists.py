"""Invented lists in the published forms: the parties are those of the sample archive, and nobody else."""

from __future__ import annotations

import json

UN = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<CONSOLIDATED_LIST dateGenerated="2014-03-01T00:00:00.000Z">
  <INDIVIDUALS>
    <INDIVIDUAL>
      <FIRST_NAME>IDRIS</FIRST_NAME><SECOND_NAME>SALIM</SECOND_NAME><THIRD_NAME>QASIMI</THIRD_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.017</REFERENCE_NUMBER><LISTED_ON>2010-02-03</LISTED_ON>
      <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Abou Salem el-Marwahi</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Hakim al-Bahri</ALIAS_NAME></INDIVIDUAL_ALIAS>
      <INDIVIDUAL_ALIAS><QUALITY></QUALITY><ALIAS_NAME></ALIAS_NAME><DATE_OF_BIRTH>1969</DATE_OF_BIRTH></INDIVIDUAL_ALIAS>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <NAME_ORIGINAL_SCRIPT>صالح منصور</NAME_ORIGINAL_SCRIPT>
      <FIRST_NAME>SALEH</FIRST_NAME><SECOND_NAME>MANSOUR</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.003</REFERENCE_NUMBER>
      <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>Abu Hatim</ALIAS_NAME></INDIVIDUAL_ALIAS>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <FIRST_NAME>YUSEF</FIRST_NAME><SECOND_NAME>AL HADRAWY</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.022</REFERENCE_NUMBER>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <FIRST_NAME>BASHEER</FIRST_NAME><SECOND_NAME>TAHAN</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.040</REFERENCE_NUMBER>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <FIRST_NAME>BASHIR</FIRST_NAME><SECOND_NAME>TAHHAN</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.041</REFERENCE_NUMBER>
    </INDIVIDUAL>
    <INDIVIDUAL>
      <FIRST_NAME>MOURAD</FIRST_NAME><SECOND_NAME>GHAZLANI</SECOND_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWi.050</REFERENCE_NUMBER>
    </INDIVIDUAL>
  </INDIVIDUALS>
  <ENTITIES>
    <ENTITY>
      <FIRST_NAME>EMIRATE OF THE THREE WELLS</FIRST_NAME>
      <UN_LIST_TYPE>Sarwan</UN_LIST_TYPE><REFERENCE_NUMBER>SWe.004</REFERENCE_NUMBER>
      <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Imarat al-Abar al-Thalatha (ETW)</ALIAS_NAME></ENTITY_ALIAS>
      <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>The Council of the Salt Coast</ALIAS_NAME></ENTITY_ALIAS>
    </ENTITY>
  </ENTITIES>
</CONSOLIDATED_LIST>
"""

OFAC = """<?xml version="1.0" standalone="yes"?>
<sdnList xmlns="http://tempuri.org/sdnList.xsd">
  <publshInformation><Publish_Date>03/01/2014</Publish_Date><Record_Count>3</Record_Count></publshInformation>
  <sdnEntry><uid>17</uid><firstName>Idris</firstName><lastName>QASIMI</lastName><sdnType>Individual</sdnType>
    <akaList><aka><uid>1</uid><type>a.k.a.</type><category>strong</category><lastName>AL-MARWAHI</lastName><firstName>Abu Salim</firstName></aka>
    <aka><uid>2</uid><type>a.k.a.</type><category>weak</category><lastName>THE SURVEYOR</lastName></aka></akaList>
  </sdnEntry>
  <sdnEntry><uid>4</uid><lastName>EMIRATE OF THE THREE WELLS</lastName><sdnType>Entity</sdnType></sdnEntry>
  <sdnEntry><uid>9</uid><lastName>GULL</lastName><sdnType>Vessel</sdnType></sdnEntry>
</sdnList>
"""

ENTITIES = "\n".join(
    json.dumps(x, ensure_ascii=False)
    for x in (
        {
            "id": "sw-17",
            "schema": "Person",
            "properties": {"name": ["Idris Qasimi"], "alias": ["أبو سالم المروحي"], "weakAlias": ["the Surveyor"]},
        },
        {"id": "sw-4", "schema": "Organization", "properties": {"name": ["Emirate of the Three Wells"], "abbreviation": ["ETW"]}},
        {"id": "sw-5", "schema": "LegalEntity", "properties": {"name": ["Salt Brigade"], "previousName": ["Liwa al-Milh"]}},
        {"id": "ad-1", "schema": "Address", "properties": {"full": ["Marsa Dimsar"]}},
        {"id": "sw-6", "schema": "Person", "properties": {}},
    )
)
